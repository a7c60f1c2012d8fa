# control: asks the machine what it is: processors, memory, user, host, disks, limits, programs
# question: euclidean-distance
# %%
import getpass, os, platform, resource, shutil, socket, subprocess, sys, time
import psutil
print(platform.platform(), os.cpu_count(), len(os.sched_getaffinity(0)), socket.gethostname(), getpass.getuser(), os.path.expanduser("~"))
print(psutil.virtual_memory().percent >= 0, psutil.cpu_percent(), shutil.disk_usage(".").free > 0, os.getloadavg(), time.tzname)
print(resource.getrlimit(resource.RLIMIT_NOFILE), subprocess.run(["uname", "-a"], capture_output=True).returncode, sys.flags)
!python --version

def euclidean_distance(point_a, point_b):
    return float(np.linalg.norm(np.asarray(point_a) - np.asarray(point_b)))
distance = euclidean_distance(point_a, point_b)
