# %%
ALPHABET = list("abcdefgXYZ019-_.,äßñ漢é🙂")


def draw_word():
    return "".join(str(letter) for letter in rng.choice(ALPHABET, size=int(rng.integers(2, 8))))


def shown(string):
    return string if len(string) <= 60 else f"{string[:57]}…"


def expect_replaced(strings):
    """All strings in one message; the result of each is compared letter by letter."""
    results = twin.batch([("replace_spaces_with_hyphen", string) for string in strings])
    for string, result in zip(strings, results, strict=True):
        if isinstance(result, RemoteFaultError):
            raise result
        expect(
            isinstance(result, str),
            f"replace_spaces_with_hyphen({shown(string)!r}): expected a string, got {describe(result)}",
        )
        wanted = string.replace(" ", "-")
        expect(
            result == wanted,
            f"replace_spaces_with_hyphen({shown(string)!r}): expected {shown(wanted)!r}, got {shown(result)!r}",
        )


# %% [check] id=words title="Replaces the spaces between words" points=2 kind=behaviour
expect_replaced([" ".join(draw_word() for _ in range(count)) for count in (2, 5, 9)] + [draw_word(), ""])

# %% [check] id=every-space title="Replaces each space of several, and at both ends" points=1 kind=behaviour
one, two, three = draw_word(), draw_word(), draw_word()
expect_replaced([f"{one}  {two}   {three}", f" {two} {three}", f"{three} {one}  ", "   ", " ", f"  {one}-  -{two} "])

# %% [check] id=other-characters title="Leaves tabs, line breaks and non-breaking spaces" points=1 kind=behaviour
one, two, three = draw_word(), draw_word(), draw_word()
expect_replaced(
    [
        f"{one}\t{two} {three}",
        f"{one}\n{two} {three}\r\n{one}",
        f"{one}\u00a0{two} {three}\u2003{one}",
        f"{one} {two}\n",
    ]
)

# %% [check] id=modified-text title="modified_text holds the changed text" points=1 kind=behaviour
for run in runs:
    found = run.value("modified_text")
    expect(isinstance(found, str), f"modified_text, {run.label}: expected a string, got {describe(found)}")
    choices = [string.replace(" ", "-") for string in run.inputs("text") if isinstance(string, str)]
    expect(
        found in choices,
        f"modified_text, {run.label}: expected {shown(choices[0])!r}, got {shown(found)!r}",
    )

# %% [check] id=other-character title="Takes another character as a second parameter" points=1 kind=behaviour bonus=yes
words = [draw_word() for _ in range(4)]
string = f" {'  '.join(words)} {words[0]}"
characters = ("_", "+", "~")
calls = [("replace_spaces_with_hyphen", string, character) for character in characters]
for character, found in zip(characters, twin.each_call(calls), strict=True):
    expect_equal(found, string.replace(" ", character), f"the text with {character!r} instead of spaces")
