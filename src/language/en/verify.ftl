verify_store = the store is damaged: { $what }
verify_text = the stored text of { $id } is damaged: { $what }
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
