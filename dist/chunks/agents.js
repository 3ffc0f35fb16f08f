// src/usage/agents.ts
const OPENCODE = {
	withValue: "-m --model -s --session --agent --format --title --prompt --attach -f",
	resuming: "-c --continue -s --session",
	prompt: {
		options: "--prompt",
		behind: "run"
	}
};
const GEMINI_OPTIONS = `-m --model -p --prompt -i -o --output-format -e --extensions -r --resume --approval-mode
  --include-directories --allowed-tools`;
const GEMINI_PROMPT = {
	options: "-p --prompt -i --prompt-interactive",
	behind: ""
};
const PRINT = {
	options: "-p --print",
	behind: ""
};
const AGENTS = [
	agent("claude-code", async () => (await Promise.resolve().then(() => require("./claude-code.js"))).claudeCode, {
		names: "claude @anthropic-ai/claude-code claude-code",
		asked: "claude -p --permission-mode acceptEdits{model} -- \"$LAFORGE_PROMPT\"",
		withValue: `--model --fallback-model --append-system-prompt --system-prompt --output-format --agents --input-format
      --max-turns --max-budget-usd --settings --mcp-config --permission-mode --add-dir --allowedTools --allowed-tools
      --disallowedTools --disallowed-tools --tools --session-id --json-schema --effort --agent --betas
      --permission-prompt-tool -n`,
		resuming: "-c -r --continue --resume --fork-session --from-pr",
		prompt: PRINT
	}),
	agent("codex", async () => (await Promise.resolve().then(() => require("./codex.js"))).codex, {
		names: "codex @openai/codex",
		asked: "codex exec -s workspace-write{model} -- \"$LAFORGE_PROMPT\"",
		withValue: `-m --model -c --config -p --profile -s --sandbox -a --ask-for-approval -C --cd -i --image -o
      --output-last-message --output-schema --color --add-dir --local-provider --enable --disable`,
		resuming: "resume fork",
		prompt: { behind: "exec e" }
	}),
	agent("gemini-cli", async () => (await Promise.resolve().then(() => require("./gemini-cli.js"))).geminiCli, {
		names: "gemini @google/gemini-cli",
		asked: "GEMINI_CLI_TRUST_WORKSPACE=true gemini --approval-mode auto_edit{model} --prompt=\"$LAFORGE_PROMPT\"",
		withValue: `${GEMINI_OPTIONS} --allowed-mcp-server-names`,
		resuming: "-r --resume",
		prompt: GEMINI_PROMPT
	}),
	agent("qwen-code", async () => (await Promise.resolve().then(() => require("./qwen-code.js"))).qwenCode, {
		names: "qwen @qwen-code/qwen-code",
		asked: "qwen --approval-mode auto-edit{model} --prompt=\"$LAFORGE_PROMPT\"",
		withValue: `${GEMINI_OPTIONS} --auth-type --max-session-turns`,
		resuming: "-c -r --continue --resume",
		prompt: GEMINI_PROMPT
	}),
	agent("opencode", async () => (await Promise.resolve().then(() => require("./opencode.js"))).opencode, {
		...OPENCODE,
		names: "opencode opencode-ai",
		asked: "opencode run{model} -- \"$LAFORGE_PROMPT\""
	}),
	agent("copilot-cli", async () => (await Promise.resolve().then(() => require("./copilot-cli.js"))).copilotCli, {
		names: "copilot @github/copilot",
		asked: "copilot --allow-tool=write{model} --prompt=\"$LAFORGE_PROMPT\"",
		withValue: "-p --prompt --model --agent --add-dir --log-dir --allow-tool --deny-tool",
		resuming: "--continue --resume",
		prompt: { options: "-p --prompt -i --interactive" }
	}),
	agent("cline", async () => (await Promise.resolve().then(() => require("./cline.js"))).cline, {
		names: "cline",
		withValue: "-m --model -P --provider -T --taskId -c --cwd --config -t --timeout",
		resuming: "-T --taskId --continue --resume",
		prompt: { behind: "task t new n" }
	}),
	agent("continue", async () => (await Promise.resolve().then(() => require("./continue.js"))).continueCli, {
		names: "cn @continuedev/cli",
		withValue: "--config --model --agent --rule --mcp --allow --ask --exclude --format",
		resuming: "--resume --fork",
		prompt: PRINT
	}),
	agent("pi", async () => (await Promise.resolve().then(() => require("./pi.js"))).pi, {
		names: "pi @earendil-works/pi-coding-agent @mariozechner/pi-coding-agent",
		withValue: "--mode --provider --model --session --session-dir --tools --thinking --models",
		resuming: "-c --continue -r --resume --session --fork",
		prompt: PRINT
	}),
	agent("kilo", async () => (await Promise.resolve().then(() => require("./opencode.js"))).kilo, {
		...OPENCODE,
		names: "kilo kilocode @kilocode/cli"
	}),
	agent("kimi", async () => (await Promise.resolve().then(() => require("./kimi.js"))).kimi, {
		names: "kimi kimi-code @moonshot-ai/kimi-code",
		withValue: "-p --print -m --model -S --session -r --resume --output-format --add-dir",
		resuming: "-c --continue -r --resume -S --session",
		prompt: {
			options: "-p --prompt --print",
			behind: ""
		}
	}),
	agent("cursor", async () => (await Promise.resolve().then(() => require("./cursor.js"))).cursor, {
		names: "cursor-agent",
		withValue: "--output-format --model -m --api-key -a --resume -H --header --mode",
		resuming: "--resume --continue",
		prompt: {
			options: "-p --print",
			behind: "agent"
		}
	}),
	agent("goose", async () => (await Promise.resolve().then(() => require("./goose.js"))).goose, {
		names: "goose",
		withValue: `-t --text -i --instructions --recipe -n --name --session-id --path --output-format --provider --model
      --max-turns --params --system --with-builtin`,
		resuming: "-r --resume",
		prompt: { options: "-t --text" }
	}),
	agent("amp", async () => (await Promise.resolve().then(() => require("./amp.js"))).amp, {
		names: "amp @sourcegraph/amp @ampcode/cli",
		withValue: "-x --execute -m --mode",
		prompt: { options: "-x --execute" }
	}),
	agent("antigravity", async () => (await Promise.resolve().then(() => require("./antigravity.js"))).antigravity, {
		names: "agy antigravity-cli",
		withValue: "-p --print --prompt --model --output-format --json-schema --add-dir --print-timeout --conversation --log-file",
		resuming: "-c --continue --conversation",
		prompt: { options: "-p --print --prompt" }
	}),
	agent("aider", async () => (await Promise.resolve().then(() => require("./aider.js"))).aider, {
		names: "aider aider-chat",
		withValue: "--analytics-log --model -m --message -f --message-file --file --read",
		prompt: { options: "-m --message --msg" }
	})
];
function agent(name, load, { asked, ...row }) {
	const { names, withValue, resuming = "", prompt } = row;
	const { options = "", behind } = prompt;
	const place = {
		options: words(options),
		...behind === void 0 ? {} : { behind: words(behind) }
	};
	return {
		name,
		load,
		...asked !== void 0 && { asked },
		command: {
			names: words(names),
			withValue: words(withValue),
			resuming: words(resuming),
			prompt: place
		}
	};
}
function words(text) {
	return text.split(/\s+/).filter((word) => word !== "");
}
Object.defineProperty(exports, "AGENTS", {
	enumerable: true,
	get: function() {
		return AGENTS;
	}
});
