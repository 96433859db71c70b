"""Warm kernels: IPython kernels forked from a process in which the libraries are already imported.

Any notebook tool uses them when ``JUPYTER_DEFAULT_PROVISIONER_NAME=warm-kernels`` is set, or when a kernel's
``kernel.json`` names the provisioner ``warm-kernels``. What a notebook puts out is the same; only the time differs.
Elsewhere than on Linux, for kernels that are not ipykernel's, and with ``WARM_KERNELS=off``, kernels start as usual.

Nothing is imported here: the template's process, which may be of another Python, imports modules of this package.
"""
