// The planner's desk in JupyterLab. Written by hand and loaded as it is: there is nothing to build.
//
// JupyterLab calls `init` with the modules that it shares and `get` for our plugins. The server
// says in the page's settings which notebooks are the planner's, and their fingerprints
// (planner/desk/opening/own_notebooks.py): those run by themselves, anything else asks first.
(function () {
  "use strict";

  const STOPPED =
    "The planner's engine stopped. Your tables and everything you saved are safe; " +
    "levers you moved are back where the plan has them.";
  const CHANGED =
    "Somebody changed this notebook since the planner wrote it, so it does not run by itself.";
  const NO_ENGINE =
    "The planner's engine did not start. Close this window, then open the desk again.";

  /** Remembers, across the way to the desk, which of its tabs to open. */
  const OPEN_TAB = "planner-desk-tab";

  let scope;

  /** Newest version of a module that JupyterLab shares. */
  async function shared(name) {
    const numbers = (version) => version.split(/[.-]/).map((part) => parseInt(part, 10) || 0);
    const newestFirst = (a, b) => {
      const [left, right] = [numbers(a), numbers(b)];
      for (let place = 0; place < 3; place += 1) {
        if (left[place] !== right[place]) return right[place] - left[place];
      }
      return 0;
    };
    const versions = Object.keys(scope[name] || {}).sort(newestFirst);
    if (!versions.length) throw new Error(`JupyterLab does not share ${name}`);
    return (await scope[name][versions[0]].get())();
  }

  /** Fingerprint of a notebook's cells, as planner/desk/opening/own_notebooks.py takes it. */
  async function fingerprint(model) {
    const cells = [];
    for (const cell of model.sharedModel.cells) cells.push([cell.cell_type, cell.getSource()]);
    const bytes = new TextEncoder().encode(JSON.stringify(cells));
    const digest = await crypto.subtle.digest("SHA-256", bytes);
    return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  /** A sentence with one button above a notebook; it goes when the button is pressed. */
  function ask(panel, sentence, label, action) {
    dismiss(panel);
    const bar = document.createElement("div");
    bar.className = "planner-desk-notice";
    bar.setAttribute("role", "alert");
    bar.append(Object.assign(document.createElement("p"), { textContent: sentence }));
    if (label) {
      const button = Object.assign(document.createElement("button"), {
        textContent: label,
        type: "button",
      });
      button.addEventListener("click", () => {
        dismiss(panel);
        action();
      });
      bar.append(button);
    }
    panel.node.prepend(bar);
  }

  function dismiss(panel) {
    panel.node.querySelectorAll(":scope > .planner-desk-notice").forEach((bar) => bar.remove());
  }

  /** Open a tab of the desk; false where this page shows no desk. */
  function openTab(name) {
    const tab = document.getElementById(`tab-${name}`);
    tab?.click();
    return Boolean(tab);
  }

  /** Open the tab that another notebook led to, as soon as the desk stands. */
  function openTabLater(node) {
    const wanted = sessionStorage.getItem(OPEN_TAB);
    if (!wanted) return;
    const watch = new MutationObserver(() => {
      if (!openTab(wanted)) return;
      sessionStorage.removeItem(OPEN_TAB);
      watch.disconnect();
    });
    watch.observe(node, { childList: true, subtree: true });
  }

  /** Run a notebook of ours when it opens, ask about a changed one, and watch its kernel. */
  async function tend(panel, ours, actions, Dialog) {
    await panel.context.ready;
    const expected = ours[panel.context.path];
    if (!expected) return; // a list of fingerprints: any of them is as the planner wrote it
    openTabLater(panel.node);
    const runAll = async () => {
      const done = await actions.runAll(panel.content, panel.sessionContext);
      // Running moves to the last cell; a reader begins at the first.
      panel.content.activeCellIndex = 0;
      panel.content.deselectAll();
      panel.content.outerNode.scrollTop = 0;
      // What cells show is made again each time: there is nothing to save, and nothing to ask
      // about when the window closes or another desk on the same plan is open.
      if (expected.includes(await fingerprint(panel.content.model))) panel.context.model.dirty = false;
      return done;
    };
    const startAgain = async () => {
      const kernel = panel.sessionContext.session?.kernel;
      // The server brings an engine back by itself; a second start on top of that would hang.
      if (!kernel || kernel.status === "dead") await panel.sessionContext.restartKernel();
      await runAll();
    };
    panel.sessionContext.statusChanged.connect((_, status) => {
      if (status === "dead" || status === "autorestarting") {
        ask(panel, STOPPED, "Start it again", startAgain);
        // JupyterLab's own dialog about the same thing would lie on top of the button.
        for (const wait of [0, 300]) setTimeout(() => Dialog.flush(), wait);
      }
    });
    try {
      await panel.sessionContext.ready;
    } catch {
      ask(panel, NO_ENGINE);
      return;
    }
    await panel.revealed;
    if (expected.includes(await fingerprint(panel.content.model))) await runAll();
    else ask(panel, CHANGED, "Run it", runAll);
  }

  async function plugins() {
    const { INotebookTracker, NotebookActions } = await shared("@jupyterlab/notebook");
    const { Dialog } = await shared("@jupyterlab/apputils");
    const { PageConfig } = await shared("@jupyterlab/coreutils");
    const { ILauncher } = await shared("@jupyterlab/launcher");
    const { IMainMenu } = await shared("@jupyterlab/mainmenu");
    const { notebookIcon } = await shared("@jupyterlab/ui-components");
    const { Menu } = await shared("@lumino/widgets");
    const setting = (name) => JSON.parse(PageConfig.getOption(name) || "{}");
    const ours = setting("plannerNotebooks");
    const notebooks = Object.entries(setting("plannerTitles"));
    const encoded = (path) => path.split("/").map(encodeURIComponent).join("/");
    /** Address of a notebook of the desk that this page was opened on. */
    const addressOf = (notebook) => {
      const [desk, opened] = PageConfig.getOption("treePath").split("/");
      const folder = opened ? desk : PageConfig.getOption("plannerDesk");
      return `${PageConfig.getBaseUrl()}doc/tree/${encoded(`${folder}/${notebook}`)}`;
    };

    const run = {
      id: "planner-desk:run",
      description: "Runs the planner's own notebooks when they open.",
      autoStart: true,
      requires: [INotebookTracker],
      activate: (_app, tracker) => {
        tracker.widgetAdded.connect((_, panel) => tend(panel, ours, NotebookActions, Dialog));
      },
    };

    const menu = {
      id: "planner-desk:menu",
      description: "The Planner menu: the desk's notebooks, and a switch that shows their code.",
      autoStart: true,
      requires: [IMainMenu],
      optional: [ILauncher],
      activate: ({ commands }, mainMenu, launcher) => {
        const shown = () => document.body.classList.contains("planner-desk-code");
        commands.addCommand("planner-desk:show-code", {
          label: "Show the code",
          isToggled: shown,
          execute: () => document.body.classList.toggle("planner-desk-code"),
        });
        commands.addCommand("planner-desk:open", {
          label: (args) => args.title ?? "Open a notebook of the desk",
          icon: (args) => (args.tile ? notebookIcon : undefined),
          execute: (args) => window.location.assign(addressOf(args.notebook)),
        });
        const entries = new Menu({ commands });
        entries.title.label = "Planner";
        notebooks.forEach(([notebook, title], rank) => {
          const args = { title, notebook };
          entries.addItem({ command: "planner-desk:open", args });
          const tile = { command: "planner-desk:open", args: { ...args, tile: true } };
          launcher?.add({ ...tile, category: "Planner", rank });
        });
        entries.addItem({ type: "separator" });
        entries.addItem({ command: "planner-desk:show-code" });
        mainMenu.addMenu(entries, true, { rank: 1 });
      },
    };

    const exporting = {
      id: "planner-desk:export",
      description: "Save and Export As: a notebook of ours leads to the page that it makes.",
      autoStart: true,
      requires: [IMainMenu, INotebookTracker],
      activate: ({ commands }, mainMenu, tracker) => {
        const path = () => tracker.currentWidget?.context.path ?? "";
        const isOurs = () => path() in ours;
        commands.addCommand("planner-desk:publish", {
          label: "HTML: the Board Page, on the Publish Tab",
          isVisible: isOurs,
          execute: () => {
            if (openTab("publish")) return;
            sessionStorage.setItem(OPEN_TAB, "publish");
            window.location.assign(addressOf(notebooks[0][0]));
          },
        });
        commands.addCommand("planner-desk:export", {
          label: "HTML",
          isVisible: () => path() && !isOurs(),
          execute: async () => {
            await tracker.currentWidget.context.save();
            const made = `${PageConfig.getBaseUrl()}nbconvert/html/${encoded(path())}`;
            window.open(`${made}?download=true`, "_blank", "noopener");
          },
        });
        const submenu = new Menu({ commands });
        submenu.title.label = "Save and Export As";
        submenu.addItem({ command: "planner-desk:publish" });
        submenu.addItem({ command: "planner-desk:export" });
        mainMenu.fileMenu.addGroup([{ type: "submenu", submenu }], 10);
      },
    };

    const shell = {
      id: "planner-desk:shell",
      description: "Puts the side bars away: files, running kernels and settings.",
      autoStart: true,
      activate: (app) => {
        app.restored.then(() => {
          for (const side of ["left", "right"]) {
            if (app.shell.isSideTabBarVisible?.(side)) app.shell.toggleSideTabBarVisibility(side);
          }
        });
      },
    };
    return [run, menu, exporting, shell];
  }

  window._JUPYTERLAB = window._JUPYTERLAB || {};
  window._JUPYTERLAB["planner-desk"] = {
    init: async (modules) => {
      scope = modules;
    },
    get: async () => {
      const made = await plugins();
      return () => ({ __esModule: true, default: made });
    },
  };
})();
