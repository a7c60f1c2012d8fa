"""How kernels start: a launcher with a fork server for each kind of kernel, and what confines the kernels.

Standard library alone: the gateway's environment imports the process proxy, the kernels' environment the rest.
"""
