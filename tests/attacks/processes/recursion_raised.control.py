# control: raises the recursion limit, recurses deep, catches a RecursionError and goes on
# question: euclidean-distance
# %%
import sys
sys.setrecursionlimit(5_000)

def add_squares(differences, place=0):
    return 0.0 if place == len(differences) else differences[place] ** 2 + add_squares(differences, place + 1)

def endless():
    return endless() + 1
try:
    endless()
except RecursionError:
    print("too deep")

def euclidean_distance(point_a, point_b):
    return add_squares([float(a) - float(b) for a, b in zip(point_a, point_b)]) ** 0.5
distance = euclidean_distance(point_a, point_b)
