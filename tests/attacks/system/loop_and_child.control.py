# control: runs an event loop with a child process, a pair of sockets and a thread
# question: replace-spaces
# %%
import asyncio, socket, sys
async def ask():
    child = await asyncio.create_subprocess_exec(sys.executable, "-c", "print('-')", stdout=asyncio.subprocess.PIPE)
    said, _ = await child.communicate()
    return said.decode().strip()
left, right = socket.socketpair()
left.sendall(b"ready")
print(right.recv(10), await ask(), await asyncio.to_thread(len, text))

def replace_spaces_with_hyphen(text):
    return "-".join(text.split(" "))
modified_text = replace_spaces_with_hyphen(text)
