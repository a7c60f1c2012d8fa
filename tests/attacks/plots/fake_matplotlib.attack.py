# attack: a module of its own in place of matplotlib, which says that everything was drawn, and a PNG published by hand
# question: box-plots
# loses: univariate, by-vehicle-age, titles, column-named
# %%
import base64, sys, types
from IPython.display import publish_display_data
png = base64.b64encode(b"\x89PNG\r\n\x1a\n" + bytes(200)).decode()
publish_display_data({"image/png": png, "text/plain": "<Figure size 640x480 with 1 Axes>"})
# trick
class Anything(types.ModuleType):
    """Has every name, and calls to it return itself."""
    __path__ = []
    def __getattr__(self, name):
        return self
    def __call__(self, *args, **kwargs):
        return self
    def __iter__(self):
        return iter([self, self])
for name in [name for name in sys.modules if name.startswith("matplotlib")] + ["matplotlib", "matplotlib.pyplot"]:
    sys.modules[name] = Anything(name)
import matplotlib.pyplot as plt
figure, axes = plt.subplots()
axes.boxplot(insurance_data["Annual Premium"])
axes.set_title("Annual Premium")
plt.show()
publish_display_data({"image/png": png, "text/plain": "<Figure size 640x480 with 1 Axes>"})
