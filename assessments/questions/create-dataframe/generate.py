"""Nothing is given in this question: the rubric draws its own data."""


def generate(rng, *, hidden):
    return {"names": {}, "files": {}}
