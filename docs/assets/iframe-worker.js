// The search works in a worker, and browsers start none for a page that is opened from a folder.
// There, a hidden frame of the page takes its place. The name of this file tells Zensical that it
// need not fetch such a script from elsewhere.
if (location.protocol === "file:") {
  window.Worker = class {
    constructor(address) {
      this.frame = document.createElement("iframe");
      this.frame.hidden = true;
      document.body.append(this.frame);
      const inside = this.frame.contentWindow;
      inside.postMessage = (data) => this.onmessage?.(new MessageEvent("message", { data }));
      const script = inside.document.createElement("script");
      script.src = new URL(address, document.baseURI);
      this.started = new Promise((started) => script.addEventListener("load", started));
      inside.document.body.append(script);
    }

    postMessage(data) {
      this.started.then(() =>
        this.frame.contentWindow?.dispatchEvent(new MessageEvent("message", { data })),
      );
    }

    terminate() {
      this.frame.remove();
    }
  };
}
