"""Nothing is given in this question: the data comes with scikit-learn, and the rubric perturbs its rows itself."""


def generate(rng, *, hidden):
    return {"names": {}, "files": {}}
