"""The agent sends a model of a real kernel's as data, and keeps it to be asked."""

import numpy as np
from kernel_driver import agent_kernel

from assay_wire import decode, encode

SOURCE = """
from sklearn.datasets import load_iris
from sklearn.ensemble import RandomForestClassifier
from sklearn.neighbors import KNeighborsClassifier
X, y = load_iris(return_X_y=True)
forest = RandomForestClassifier(3, random_state=0).fit(X, y)
neighbors = KNeighborsClassifier().fit(X, y)

class Liar:
    __class__ = RandomForestClassifier
    @property
    def estimators_(self):
        raise SystemExit("no")
    def get_params(self, deep=True):
        raise RecursionError
    def __getattr__(self, name):
        return self

liar, text = Liar(), "text"
"""


def test_models_go_as_data_and_stay_to_be_asked() -> None:
    with agent_kernel() as kernel:
        assert kernel.run(SOURCE).error is None
        forest = decode(kernel.ask("model", name="forest")["model"])
        assert (forest["form"], forest["class"], forest["params"]["n_estimators"]) == (
            "forest",
            "RandomForestClassifier",
            3,
        )
        assert forest["trees"]["sizes"].shape == (3,)
        assert forest["trees"]["value"].shape == (forest["trees"]["sizes"].sum(), 3)
        neighbors = kernel.ask("model", name="neighbors")
        assert decode(neighbors["model"])["form"] == "other"
        target = {"handle": neighbors["handle"]["id"], "attr": "predict"}
        rows = encode(np.array([[5.0, 3.4, 1.5, 0.2]]))
        assert decode(kernel.ask("call", target=target, args=[rows])["result"]).tolist() == [0]
        for name in ("liar", "text"):
            assert decode(kernel.ask("model", name=name)["model"])["form"] == "other"
        assert kernel.reply("model", name="nowhere")["error"]["kind"] == "missing"
