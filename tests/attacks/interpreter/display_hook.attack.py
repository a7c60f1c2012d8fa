# attack: replaces sys.displayhook, the display formatter and print, so that each output shows many right numbers
# question: percentiles
# loses: values, shown
# %% trick
import builtins, sys
shell, really = get_ipython(), builtins.print
everything = "3.25 5.5 7.75 " + " ".join(f"{number / 4:.2f}" for number in range(100, 700))
builtins.print = lambda *args, **kwargs: really(everything)
sys.displayhook = lambda value: really(everything)
shell.display_formatter.format = lambda value, *args, **kwargs: ({"text/plain": everything}, {})

# %%
percentiles = [1, 2, 3]
print(percentiles)
percentiles
