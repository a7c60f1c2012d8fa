# %%
from pandas import *; from sklearn.model_selection import train_test_split as f; import seaborn as s
trainingSet,testSet=f(read_csv('dataset.csv'),train_size=.8)
for t in trainingSet,testSet:s.displot(t.melt('Test Results'),x='value',col='variable',kind='hist',facet_kws=dict(sharex=False),common_bins=False)
