"""Draws `text`: a few words with single spaces between them."""

WORDS = ["Model", "data", "Tree", "loss", "River", "stone", "gradient", "Paper", "light", "Kernel", "window", "Bayes"]


def generate(rng, *, hidden):
    if not hidden:
        return {"names": {"text": "Exponent machine learning course"}, "files": {}}
    words = [str(word) for word in rng.choice(WORDS, size=int(rng.integers(5, 9)), replace=False)]
    # A hyphen, an underscore and a digit that were there before, so that nothing but a space may change.
    words[1] += f"-{int(rng.integers(2, 90))}"
    words[3] = f"{words[3]}_{words[0].upper()},"
    return {"names": {"text": " ".join(words)}, "files": {}}
