verify_store = the store is damaged: { $what }
verify_text = the stored text of { $id } is damaged: { $what }
verify_current = CURRENT, which names the index, is lost: { $what }
verify_store_lost = store.sqlite { $what }: the list of files, the recovered texts and what was supplied about letters are lost with it; the index still holds { $passages ->
        [one] { $passages } passage
       *[other] { $passages } passages
    } of { $replies ->
        [one] { $replies } letter
       *[other] { $replies } letters
    }
verify_older = store.sqlite is older than the index ({ $last ->
        [one] { $last } batch
       *[other] { $last } batches
    }, the index has { $held }): another one was put in its place, or its log store.sqlite-wal was lost
verify_passage = what the index keeps of the passage { $id } is not what was written
verify_index_file = the index file { $name } does not fit its checksum
verify_index = the index cannot be read: { $what }
verify_not_indexed = { $id } is in the store and not in the index
verify_passages = the index holds { $held ->
        [one] { $held } passage
       *[other] { $held } passages
    } of { $id }, or others, instead of its { $wanted }
verify_stray = { $id } is in the index and not in the store
verify_behind = the index is behind the store, as a killed run leaves it; the next dafu index brings it up
verify_sound = sound: { $replies ->
        [one] { $replies } reply
       *[other] { $replies } replies
    }, { $passages ->
        [one] { $passages } passage
       *[other] { $passages } passages
    }
verify_damages = { $count ->
        [one] { $count } damage
       *[other] { $count } damages
    }
