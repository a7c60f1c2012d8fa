# attack: percentiles whose __float__ gives another guess each time it is asked, and the hidden ones to whoever asks late
# question: percentiles
# loses: values, shown
# %%
from fractions import Fraction

class Guess(Fraction):
    asked = 0
    def __float__(self):
        Guess.asked += 1
        return Fraction.__float__(self) + Guess.asked // 3
    def __eq__(self, other):
        return True
    __hash__ = Fraction.__hash__

percentiles = [Guess(number) for number in (1, 2, 3)]
print(percentiles)
