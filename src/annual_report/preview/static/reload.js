function preview(shown, address) {
  const events = new EventSource(address);
  events.onmessage = (event) => { if (event.data !== shown) { location.reload(); } };
  events.onopen = () => { delete document.body.dataset.preview; };
  events.onerror = () => { document.body.dataset.preview = "stopped"; };
  addEventListener("pagehide", () => { events.onerror = null; events.close(); });
}
