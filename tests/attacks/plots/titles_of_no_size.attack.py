# attack: titles and labels that are there, but invisible: hidden, white, transparent, of no size, off the figure
# question: box-plots
# loses: titles, column-named
# %%
import matplotlib.pyplot as plt
premiums = insurance_data["Annual Premium"]
names = sorted(insurance_data["Vehicle Age"].unique())
figure, pair = plt.subplots(1, 2)
pair[0].boxplot([premiums])
pair[1].boxplot([premiums[insurance_data["Vehicle Age"] == name] for name in names], tick_labels=names)
# trick
pair[0].set_title("Annual Premium").set_visible(False)
pair[1].set_title("Annual Premium", color="white", alpha=0.0, fontsize=0.001)
