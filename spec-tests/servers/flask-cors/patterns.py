"""Says of patterns what Python's re makes of them: one JSON line in, one out."""
import json
import re
import sys

LETTERS = {"a": re.A, "i": re.I, "m": re.M, "s": re.S, "x": re.X}


def judge(pattern, flags, texts):
    total = 0
    for letter in flags:
        total |= LETTERS[letter]
    try:
        compiled = re.compile(pattern, total)
    except (re.error, OverflowError):
        return "error"
    return [[bool(compiled.match(text)), bool(compiled.fullmatch(text))] for text in texts]


for line in sys.stdin:
    question = json.loads(line)
    if "fold" in question:
        answer = [text.casefold() for text in question["fold"]]
    elif "strip" in question:
        answer = [text.strip() for text in question["strip"]]
    else:
        answer = judge(question["pattern"], question["flags"], question["texts"])
    print(json.dumps(answer), flush=True)
