// The planner's desk in JupyterLab. Written by hand and loaded as it is: there is nothing to build.
//
// JupyterLab calls `init` with the modules that it shares and `get` for our plugins. The server
// says in the page's settings which notebooks are the planner's, and their fingerprints
// (planner/desk/own_notebooks.py): those run by themselves, anything else asks first.
(function () {
  "use strict";

  const STOPPED =
    "The planner's engine stopped. Your tables and everything you saved are safe; " +
    "levers you moved are back where the plan has them.";
  const CHANGED =
    "Somebody changed this notebook since the planner wrote it, so it does not run by itself.";
  const NO_ENGINE =
    "The planner's engine did not start. Close this window, then open the desk again.";

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

  /** Fingerprint of a notebook's cells, as planner/desk/own_notebooks.py takes it. */
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

  /** Run a notebook of ours when it opens, ask about a changed one, and watch its kernel. */
  async function tend(panel, ours, actions, Dialog) {
    const runAll = async () => {
      const done = await actions.runAll(panel.content, panel.sessionContext);
      // Running moves to the last cell; a reader begins at the first.
      panel.content.activeCellIndex = 0;
      panel.content.deselectAll();
      panel.content.outerNode.scrollTop = 0;
      return done;
    };
    await panel.context.ready;
    const expected = ours[panel.context.path];
    if (!expected) return; // a list of fingerprints: any of them is as the planner wrote it
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
    const { IMainMenu } = await shared("@jupyterlab/mainmenu");
    const { Menu } = await shared("@lumino/widgets");
    const setting = (name) => JSON.parse(PageConfig.getOption(name) || "{}");
    /** Address of a notebook of the desk that this page was opened on. */
    const addressOf = (notebook) => {
      const desk = PageConfig.getOption("treePath").split("/").slice(0, -1);
      const path = [...desk, notebook].map(encodeURIComponent).join("/");
      return `${PageConfig.getBaseUrl()}doc/tree/${path}`;
    };

    const run = {
      id: "planner-desk:run",
      description: "Runs the planner's own notebooks when they open.",
      autoStart: true,
      requires: [INotebookTracker],
      activate: (_app, tracker) => {
        const ours = setting("plannerNotebooks");
        tracker.widgetAdded.connect((_, panel) => tend(panel, ours, NotebookActions, Dialog));
      },
    };

    const menu = {
      id: "planner-desk:menu",
      description: "The Planner menu: the desk's notebooks, and a switch that shows their code.",
      autoStart: true,
      requires: [IMainMenu],
      activate: (app, mainMenu) => {
        const { commands } = app;
        const shown = () => document.body.classList.contains("planner-desk-code");
        commands.addCommand("planner-desk:show-code", {
          label: "Show the code",
          isToggled: shown,
          execute: () => document.body.classList.toggle("planner-desk-code"),
        });
        commands.addCommand("planner-desk:open", {
          label: (args) => args.title,
          execute: (args) => window.location.assign(addressOf(args.notebook)),
        });
        const entries = new Menu({ commands });
        entries.title.label = "Planner";
        for (const [notebook, title] of Object.entries(setting("plannerTitles"))) {
          entries.addItem({ command: "planner-desk:open", args: { title, notebook } });
        }
        entries.addItem({ type: "separator" });
        entries.addItem({ command: "planner-desk:show-code" });
        mainMenu.addMenu(entries, true, { rank: 1 });
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
    return [run, menu, shell];
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
