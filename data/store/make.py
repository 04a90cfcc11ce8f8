"""Makes characters-1.txt and dictionary-1 anew (see README.md; both are frozen, so this only shows how they came about).

Run in data/store with zstd on the path. In: the letters of corpus/replies and corpus/more, all invented for this project,
and the word frequencies of crates/words/data/jieba. Out: the two files.
"""

import collections
import pathlib
import subprocess
import tempfile

ONE, LEADS = 208, 47  # as in src/archive/characters.rs


def read(path):
    data = path.read_bytes()
    for encoding in ("utf-8-sig", "gb18030", "utf-16"):
        try:
            text = data.decode(encoding)
            return "\n".join(line.strip() for line in text.splitlines() if line.strip())
        except UnicodeError:
            pass
    raise SystemExit(f"{path} cannot be decoded")


corpus = pathlib.Path("../../corpus")
letters = [read(path) for name in ("replies", "more/replies") for path in sorted((corpus / name).glob("*.txt"))]
in_letters, in_words = collections.Counter(), collections.Counter()
for letter in letters:
    in_letters.update(letter)
words = subprocess.run(["zstd", "-dc", "../../crates/words/data/jieba/dict.txt.zst"], capture_output=True, check=True).stdout.decode()
for line in words.splitlines():
    word, frequency = line.split(" ")[:2]
    for character in word:
        in_words[character] += int(frequency)
score = collections.Counter()
for counts, weight in ((in_letters, 1.0), (in_words, 0.15)):
    for character, count in counts.items():
        score[character] += weight * count / counts.total()
order = [c for c, _ in sorted(score.items(), key=lambda pair: (-pair[1], pair[0])) if ord(c) < 0x10000]
order = order[: ONE + LEADS * 256]
rank = {character: number for number, character in enumerate(order)}


def code(text):
    out = bytearray()
    for character in text:
        number = rank.get(character)
        if number is None:
            out += b"\xff" + ord(character).to_bytes(3, "little")
        elif number < ONE:
            out.append(number)
        else:
            out += bytes((ONE + (number - ONE) // 256, (number - ONE) % 256))
    return bytes(out)


pathlib.Path("characters-1.txt").write_text("".join(order), encoding="utf-8", newline="")
with tempfile.TemporaryDirectory() as folder:
    paths = []
    for number, letter in enumerate(letters):
        paths.append(pathlib.Path(folder) / f"{number:03}")
        paths[-1].write_bytes(code(letter))
    train = ["zstd", "-q", "--train", *paths, "-B512", "--maxdict=32768", "-o", "dictionary-1"]
    subprocess.run(train, check=True)
