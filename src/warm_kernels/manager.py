"""A kernel manager for nbclient and papermill whose kernels are warm, and whose client does not wait for silence.

Give it to ``papermill.execute_notebook`` or ``NotebookClient`` as ``kernel_manager_class``; no environment variable is
then needed. Subclasses may name what is preloaded.
"""

import time
from queue import Empty
from typing import Any

from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.client import KernelClient
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from traitlets import List, Type, Unicode

PROVISIONER = "warm-kernels"


class WarmKernelClient(AsyncKernelClient):
    """A client that knows when its kernel's outputs reach it: when it has heard the end of its own first request.

    jupyter_client's waits until nothing has come for 0.2 s.
    """

    async def _async_wait_for_ready(self, timeout: float | None = None) -> None:  # noqa: ASYNC109  # its base's
        deadline = time.monotonic() + (float("inf") if timeout is None else timeout)
        while True:
            request = self.kernel_info()
            try:
                reply = await self._async_recv_reply(request, timeout=1)
            except TimeoutError:
                pass
            else:
                if await self._heard_idle(request):
                    self._handle_kernel_info_reply(reply)
                    return
            if not await self._async_is_alive():
                raise RuntimeError("Kernel died before replying to kernel_info")
            if time.monotonic() > deadline:
                raise RuntimeError(f"Kernel didn't respond in {timeout:.0f} seconds")

    wait_for_ready = _async_wait_for_ready

    async def _heard_idle(self, request: str) -> bool:
        """Return whether the kernel says that it is done with the request; not if the outputs do not reach us yet."""
        while True:
            try:
                message: dict[str, Any] = await self._async_get_iopub_msg(timeout=0.2)
            except Empty:
                return False
            mine = message["parent_header"].get("msg_id") == request
            if mine and message["content"].get("execution_state") == "idle":
                return True


class WarmKernelManager(AsyncKernelManager):
    """Starts its kernels by the warm provisioner, whatever the environment says, unless the kernel names its own."""

    # the factory is what makes clients: the class named by ``client_class`` counts only when it is changed
    client_factory = Type(WarmKernelClient, klass=KernelClient, config=True)
    preload = List(
        Unicode(),
        allow_none=True,
        default_value=None,
        config=True,
        help="The modules to import before any kernel starts.",
    )

    @property
    def kernel_spec(self) -> KernelSpec | None:
        """The kernel's specification, with the warm provisioner if it has none."""
        spec = super().kernel_spec
        if spec is not None:
            own = {"provisioner_name": PROVISIONER, "config": {"preload": self.preload}}
            spec.metadata.setdefault("kernel_provisioner", own)
        return spec
