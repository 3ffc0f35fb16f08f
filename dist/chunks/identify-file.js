const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_errors = require("./errors.js");
let node_crypto = require("node:crypto");
const require_rollback = require("./rollback.js");
const require_step = require("./step.js");
const require_documents = require("./documents.js");
const require_usage_report = require("./usage-report.js");
const require_records = require("./records.js");
// src/ledger/laforge-schema.ts
const COLUMNS$1 = [
	"id",
	"active",
	"parent_step_id",
	"commit_sha_before",
	"commit_sha_after",
	"start_time",
	"end_time",
	"duration_ms",
	"token_usage_json",
	"exit_code",
	"project_id",
	"created_at"
];
const CONFIG_COLUMNS = ["agent_config_json", "agent_config_name"];
function checkLaForgeTable(db, objects) {
	const strange = objects.find((object) => object.tbl_name !== "steps" || object.type !== "table" && object.type !== "index" || /^\s*CREATE\s+VIRTUAL/i.test(object.sql ?? ""));
	if (strange !== void 0) return `it has the ${strange.type} ${strange.name}`;
	const columns = db.pragma("table_xinfo(steps)");
	const found = Array.isArray(columns) ? columns.filter(isColumnInfo) : [];
	const generated = found.find((column) => column.hidden !== 0);
	if (generated !== void 0) return `its column ${generated.name} is computed`;
	const names = new Set(found.map((column) => column.name));
	const absent = COLUMNS$1.find((name) => !names.has(name));
	if (absent !== void 0) return `its table steps has no column ${absent}`;
	if (CONFIG_COLUMNS.filter((name) => names.has(name)).length === 0) return "its table steps has no column agent_config_json";
	const extra = [...names].find((name) => !COLUMNS$1.includes(name) && !CONFIG_COLUMNS.includes(name));
	return extra && `its table steps has the column ${extra}`;
}
function isColumnInfo(value) {
	return typeof value === "object" && value !== null && "name" in value && typeof value.name === "string" && "hidden" in value && typeof value.hidden === "number";
}
// node_modules/better-sqlite3/lib/util.js
var require_util = require_rolldown_runtime.__commonJSMin(((exports) => {
	exports.getBooleanOption = (options, key) => {
		let value = false;
		if (key in options && typeof (value = options[key]) !== "boolean") throw new TypeError(`Expected the "${key}" option to be a boolean`);
		return value;
	};
	exports.cppdb = Symbol();
	exports.inspect = Symbol.for("nodejs.util.inspect.custom");
}));
// node_modules/better-sqlite3/lib/sqlite-error.js
var require_sqlite_error = require_rolldown_runtime.__commonJSMin(((exports, module) => {
	var SqliteError = class SqliteError extends Error {
		constructor(message, code) {
			if (typeof code !== "string") throw new TypeError("Expected second argument to be a string");
			super("" + message);
			this.code = code;
			if (typeof Error.captureStackTrace === "function") Error.captureStackTrace(this, SqliteError);
		}
	};
	Object.defineProperty(SqliteError.prototype, "name", {
		value: "SqliteError",
		writable: true,
		enumerable: false,
		configurable: true
	});
	module.exports = SqliteError;
}));
// node_modules/better-sqlite3/lib/methods/wrappers.js
var require_wrappers = require_rolldown_runtime.__commonJSMin(((exports) => {
	const { cppdb } = require_util();
	exports.prepare = function prepare(sql) {
		return this[cppdb].prepare(sql, this, false, false);
	};
	exports.exec = function exec(sql) {
		this[cppdb].exec(sql);
		return this;
	};
	exports.close = function close() {
		this[cppdb].close();
		return this;
	};
	exports.loadExtension = function loadExtension(...args) {
		this[cppdb].loadExtension(...args);
		return this;
	};
	exports.defaultSafeIntegers = function defaultSafeIntegers(...args) {
		this[cppdb].defaultSafeIntegers(...args);
		return this;
	};
	exports.unsafeMode = function unsafeMode(...args) {
		this[cppdb].unsafeMode(...args);
		return this;
	};
	exports.getters = {
		name: {
			get: function name() {
				return this[cppdb].name;
			},
			enumerable: true
		},
		open: {
			get: function open() {
				return this[cppdb].open;
			},
			enumerable: true
		},
		inTransaction: {
			get: function inTransaction() {
				return this[cppdb].inTransaction;
			},
			enumerable: true
		},
		readonly: {
			get: function readonly() {
				return this[cppdb].readonly;
			},
			enumerable: true
		},
		memory: {
			get: function memory() {
				return this[cppdb].memory;
			},
			enumerable: true
		}
	};
}));
// node_modules/better-sqlite3/lib/methods/transaction.js
var require_transaction = require_rolldown_runtime.__commonJSMin(((exports, module) => {
	const { cppdb } = require_util();
	const controllers = new WeakMap();
	module.exports = function transaction(fn) {
		if (typeof fn !== "function") throw new TypeError("Expected first argument to be a function");
		const db = this[cppdb];
		const controller = getController(db, this);
		const { apply } = Function.prototype;
		const properties = {
			default: { value: wrapTransaction(apply, fn, db, controller.default) },
			deferred: { value: wrapTransaction(apply, fn, db, controller.deferred) },
			immediate: { value: wrapTransaction(apply, fn, db, controller.immediate) },
			exclusive: { value: wrapTransaction(apply, fn, db, controller.exclusive) },
			database: {
				value: this,
				enumerable: true
			}
		};
		Object.defineProperties(properties.default.value, properties);
		Object.defineProperties(properties.deferred.value, properties);
		Object.defineProperties(properties.immediate.value, properties);
		Object.defineProperties(properties.exclusive.value, properties);
		return properties.default.value;
	};
	const getController = (db, self) => {
		let controller = controllers.get(db);
		if (!controller) {
			const shared = {
				commit: db.prepare("COMMIT", self, false, false),
				rollback: db.prepare("ROLLBACK", self, false, false),
				savepoint: db.prepare("SAVEPOINT `	_bs3.	`", self, false, false),
				release: db.prepare("RELEASE `	_bs3.	`", self, false, false),
				rollbackTo: db.prepare("ROLLBACK TO `	_bs3.	`", self, false, false)
			};
			controllers.set(db, controller = {
				default: Object.assign({ begin: db.prepare("BEGIN", self, false, false) }, shared),
				deferred: Object.assign({ begin: db.prepare("BEGIN DEFERRED", self, false, false) }, shared),
				immediate: Object.assign({ begin: db.prepare("BEGIN IMMEDIATE", self, false, false) }, shared),
				exclusive: Object.assign({ begin: db.prepare("BEGIN EXCLUSIVE", self, false, false) }, shared)
			});
		}
		return controller;
	};
	const wrapTransaction = (apply, fn, db, { begin, commit, rollback, savepoint, release, rollbackTo }) => function sqliteTransaction() {
		let before, after, undo;
		if (db.inTransaction) {
			before = savepoint;
			after = release;
			undo = rollbackTo;
		} else {
			before = begin;
			after = commit;
			undo = rollback;
		}
		before.run();
		try {
			const result = apply.call(fn, this, arguments);
			if (result && typeof result.then === "function") throw new TypeError("Transaction function cannot return a promise");
			after.run();
			return result;
		} catch (ex) {
			if (db.inTransaction) {
				undo.run();
				if (undo !== rollback) after.run();
			}
			throw ex;
		}
	};
}));
// node_modules/better-sqlite3/lib/methods/pragma.js
var require_pragma = require_rolldown_runtime.__commonJSMin(((exports, module) => {
	const { getBooleanOption, cppdb } = require_util();
	module.exports = function pragma(source, options) {
		if (options == null) options = {};
		if (typeof source !== "string") throw new TypeError("Expected first argument to be a string");
		if (typeof options !== "object") throw new TypeError("Expected second argument to be an options object");
		const simple = getBooleanOption(options, "simple");
		const stmt = this[cppdb].prepare(`PRAGMA ${source}`, this, true, false);
		return simple ? stmt.pluck().get() : stmt.all();
	};
}));
// node_modules/better-sqlite3/lib/methods/explain.js
var require_explain = require_rolldown_runtime.__commonJSMin(((exports, module) => {
	const { cppdb } = require_util();
	module.exports = function explain(source) {
		if (typeof source !== "string") throw new TypeError("Expected first argument to be a string");
		return this[cppdb].prepare(`EXPLAIN ${source}`, this, false, true).all();
	};
}));
// node_modules/better-sqlite3/lib/methods/backup.js
var require_backup = require_rolldown_runtime.__commonJSMin(((exports, module) => {
	const fs = require("fs");
	const path = require("path");
	const { promisify } = require("util");
	const { cppdb } = require_util();
	const fsAccess = promisify(fs.access);
	module.exports = async function backup(filename, options) {
		if (options == null) options = {};
		if (typeof filename !== "string") throw new TypeError("Expected first argument to be a string");
		if (typeof options !== "object") throw new TypeError("Expected second argument to be an options object");
		filename = filename.trim();
		const attachedName = "attached" in options ? options.attached : "main";
		const handler = "progress" in options ? options.progress : null;
		if (!filename) throw new TypeError("Backup filename cannot be an empty string");
		if (filename === ":memory:") throw new TypeError("Invalid backup filename \":memory:\"");
		if (typeof attachedName !== "string") throw new TypeError("Expected the \"attached\" option to be a string");
		if (!attachedName) throw new TypeError("The \"attached\" option cannot be an empty string");
		if (handler != null && typeof handler !== "function") throw new TypeError("Expected the \"progress\" option to be a function");
		await fsAccess(path.dirname(filename)).catch(() => {
			throw new TypeError("Cannot save backup because the directory does not exist");
		});
		const isNewFile = await fsAccess(filename).then(() => false, () => true);
		return runBackup(this[cppdb].backup(this, attachedName, filename, isNewFile), handler || null);
	};
	const runBackup = (backup, handler) => {
		let rate = 0;
		let useDefault = true;
		return new Promise((resolve, reject) => {
			setImmediate(function step() {
				try {
					const progress = backup.transfer(rate);
					if (!progress.remainingPages) {
						backup.close();
						resolve(progress);
						return;
					}
					if (useDefault) {
						useDefault = false;
						rate = 100;
					}
					if (handler) {
						const ret = handler(progress);
						if (ret !== void 0) {
							if (typeof ret === "number" && ret === ret) rate = Math.max(0, Math.min(0x7fffffff, Math.round(ret)));
							else throw new TypeError("Expected progress callback to return a number or undefined");
						}
					}
					setImmediate(step);
				} catch (err) {
					backup.close();
					reject(err);
				}
			});
		});
	};
}));
// node_modules/better-sqlite3/lib/methods/serialize.js
var require_serialize = require_rolldown_runtime.__commonJSMin(((exports, module) => {
	const { cppdb } = require_util();
	module.exports = function serialize(options) {
		if (options == null) options = {};
		if (typeof options !== "object") throw new TypeError("Expected first argument to be an options object");
		const attachedName = "attached" in options ? options.attached : "main";
		if (typeof attachedName !== "string") throw new TypeError("Expected the \"attached\" option to be a string");
		if (!attachedName) throw new TypeError("The \"attached\" option cannot be an empty string");
		return this[cppdb].serialize(attachedName);
	};
}));
// node_modules/better-sqlite3/lib/methods/function.js
var require_function = require_rolldown_runtime.__commonJSMin(((exports, module) => {
	const { getBooleanOption, cppdb } = require_util();
	module.exports = function defineFunction(name, options, fn) {
		if (options == null) options = {};
		if (typeof options === "function") {
			fn = options;
			options = {};
		}
		if (typeof name !== "string") throw new TypeError("Expected first argument to be a string");
		if (typeof fn !== "function") throw new TypeError("Expected last argument to be a function");
		if (typeof options !== "object") throw new TypeError("Expected second argument to be an options object");
		if (!name) throw new TypeError("User-defined function name cannot be an empty string");
		const safeIntegers = "safeIntegers" in options ? +getBooleanOption(options, "safeIntegers") : 2;
		const deterministic = getBooleanOption(options, "deterministic");
		const directOnly = getBooleanOption(options, "directOnly");
		const varargs = getBooleanOption(options, "varargs");
		let argCount = -1;
		if (!varargs) {
			argCount = fn.length;
			if (!Number.isInteger(argCount) || argCount < 0) throw new TypeError("Expected function.length to be a positive integer");
			if (argCount > 100) throw new RangeError("User-defined functions cannot have more than 100 arguments");
		}
		this[cppdb].function(fn, name, argCount, safeIntegers, deterministic, directOnly);
		return this;
	};
}));
// node_modules/better-sqlite3/lib/methods/aggregate.js
var require_aggregate = require_rolldown_runtime.__commonJSMin(((exports, module) => {
	const { getBooleanOption, cppdb } = require_util();
	module.exports = function defineAggregate(name, options) {
		if (typeof name !== "string") throw new TypeError("Expected first argument to be a string");
		if (typeof options !== "object" || options === null) throw new TypeError("Expected second argument to be an options object");
		if (!name) throw new TypeError("User-defined function name cannot be an empty string");
		const start = "start" in options ? options.start : null;
		const step = getFunctionOption(options, "step", true);
		const inverse = getFunctionOption(options, "inverse", false);
		const result = getFunctionOption(options, "result", false);
		const safeIntegers = "safeIntegers" in options ? +getBooleanOption(options, "safeIntegers") : 2;
		const deterministic = getBooleanOption(options, "deterministic");
		const directOnly = getBooleanOption(options, "directOnly");
		const varargs = getBooleanOption(options, "varargs");
		let argCount = -1;
		if (!varargs) {
			argCount = Math.max(getLength(step), inverse ? getLength(inverse) : 0);
			if (argCount > 0) argCount -= 1;
			if (argCount > 100) throw new RangeError("User-defined functions cannot have more than 100 arguments");
		}
		this[cppdb].aggregate(start, step, inverse, result, name, argCount, safeIntegers, deterministic, directOnly);
		return this;
	};
	const getFunctionOption = (options, key, required) => {
		const value = key in options ? options[key] : null;
		if (typeof value === "function") return value;
		if (value != null) throw new TypeError(`Expected the "${key}" option to be a function`);
		if (required) throw new TypeError(`Missing required option "${key}"`);
		return null;
	};
	const getLength = ({ length }) => {
		if (Number.isInteger(length) && length >= 0) return length;
		throw new TypeError("Expected function.length to be a positive integer");
	};
}));
// node_modules/better-sqlite3/lib/methods/table.js
var require_table = require_rolldown_runtime.__commonJSMin(((exports, module) => {
	const { cppdb } = require_util();
	module.exports = function defineTable(name, factory) {
		if (typeof name !== "string") throw new TypeError("Expected first argument to be a string");
		if (!name) throw new TypeError("Virtual table module name cannot be an empty string");
		let eponymous = false;
		if (typeof factory === "object" && factory !== null) {
			eponymous = true;
			factory = defer(parseTableDefinition(factory, "used", name));
		} else {
			if (typeof factory !== "function") throw new TypeError("Expected second argument to be a function or a table definition object");
			factory = wrapFactory(factory);
		}
		this[cppdb].table(factory, name, eponymous);
		return this;
	};
	function wrapFactory(factory) {
		return function virtualTableFactory(moduleName, databaseName, tableName, ...args) {
			const thisObject = {
				module: moduleName,
				database: databaseName,
				table: tableName
			};
			const def = apply.call(factory, thisObject, args);
			if (typeof def !== "object" || def === null) throw new TypeError(`Virtual table module "${moduleName}" did not return a table definition object`);
			return parseTableDefinition(def, "returned", moduleName);
		};
	}
	function parseTableDefinition(def, verb, moduleName) {
		if (!hasOwnProperty.call(def, "rows")) throw new TypeError(`Virtual table module "${moduleName}" ${verb} a table definition without a "rows" property`);
		if (!hasOwnProperty.call(def, "columns")) throw new TypeError(`Virtual table module "${moduleName}" ${verb} a table definition without a "columns" property`);
		const rows = def.rows;
		if (typeof rows !== "function" || Object.getPrototypeOf(rows) !== GeneratorFunctionPrototype) throw new TypeError(`Virtual table module "${moduleName}" ${verb} a table definition with an invalid "rows" property (should be a generator function)`);
		let columns = def.columns;
		if (!Array.isArray(columns) || !isStringArray(columns = [...columns])) throw new TypeError(`Virtual table module "${moduleName}" ${verb} a table definition with an invalid "columns" property (should be an array of strings)`);
		if (columns.length !== new Set(columns).size) throw new TypeError(`Virtual table module "${moduleName}" ${verb} a table definition with duplicate column names`);
		if (!columns.length) throw new RangeError(`Virtual table module "${moduleName}" ${verb} a table definition with zero columns`);
		let parameters;
		if (hasOwnProperty.call(def, "parameters")) {
			parameters = def.parameters;
			if (!Array.isArray(parameters) || !isStringArray(parameters = [...parameters])) throw new TypeError(`Virtual table module "${moduleName}" ${verb} a table definition with an invalid "parameters" property (should be an array of strings)`);
		} else parameters = inferParameters(rows);
		if (parameters.length !== new Set(parameters).size) throw new TypeError(`Virtual table module "${moduleName}" ${verb} a table definition with duplicate parameter names`);
		if (parameters.length > 32) throw new RangeError(`Virtual table module "${moduleName}" ${verb} a table definition with more than the maximum number of 32 parameters`);
		for (const parameter of parameters) if (columns.includes(parameter)) throw new TypeError(`Virtual table module "${moduleName}" ${verb} a table definition with column "${parameter}" which was ambiguously defined as both a column and parameter`);
		let safeIntegers = 2;
		if (hasOwnProperty.call(def, "safeIntegers")) {
			const bool = def.safeIntegers;
			if (typeof bool !== "boolean") throw new TypeError(`Virtual table module "${moduleName}" ${verb} a table definition with an invalid "safeIntegers" property (should be a boolean)`);
			safeIntegers = +bool;
		}
		let directOnly = false;
		if (hasOwnProperty.call(def, "directOnly")) {
			directOnly = def.directOnly;
			if (typeof directOnly !== "boolean") throw new TypeError(`Virtual table module "${moduleName}" ${verb} a table definition with an invalid "directOnly" property (should be a boolean)`);
		}
		return [
			`CREATE TABLE x(${[...parameters.map(identifier).map((str) => `${str} HIDDEN`), ...columns.map(identifier)].join(", ")});`,
			wrapGenerator(rows, new Map(columns.map((x, i) => [x, parameters.length + i])), moduleName),
			parameters,
			safeIntegers,
			directOnly
		];
	}
	function wrapGenerator(generator, columnMap, moduleName) {
		return function* virtualTable(...args) {
			const output = args.map((x) => Buffer.isBuffer(x) ? Buffer.from(x) : x);
			for (let i = 0; i < columnMap.size; ++i) output.push(null);
			for (const row of generator(...args)) if (Array.isArray(row)) {
				extractRowArray(row, output, columnMap.size, moduleName);
				yield output;
			} else if (typeof row === "object" && row !== null) {
				extractRowObject(row, output, columnMap, moduleName);
				yield output;
			} else throw new TypeError(`Virtual table module "${moduleName}" yielded something that isn't a valid row object`);
		};
	}
	function extractRowArray(row, output, columnCount, moduleName) {
		if (row.length !== columnCount) throw new TypeError(`Virtual table module "${moduleName}" yielded a row with an incorrect number of columns`);
		const offset = output.length - columnCount;
		for (let i = 0; i < columnCount; ++i) output[i + offset] = row[i];
	}
	function extractRowObject(row, output, columnMap, moduleName) {
		let count = 0;
		for (const key of Object.keys(row)) {
			const index = columnMap.get(key);
			if (index === void 0) throw new TypeError(`Virtual table module "${moduleName}" yielded a row with an undeclared column "${key}"`);
			output[index] = row[key];
			count += 1;
		}
		if (count !== columnMap.size) throw new TypeError(`Virtual table module "${moduleName}" yielded a row with missing columns`);
	}
	function inferParameters({ length }) {
		if (!Number.isInteger(length) || length < 0) throw new TypeError("Expected function.length to be a positive integer");
		const params = [];
		for (let i = 0; i < length; ++i) params.push(`$${i + 1}`);
		return params;
	}
	const { hasOwnProperty } = Object.prototype;
	const { apply } = Function.prototype;
	const GeneratorFunctionPrototype = Object.getPrototypeOf(function* () {});
	const identifier = (str) => `"${str.replace(/"/g, "\"\"")}"`;
	const defer = (x) => () => x;
	const isStringArray = (arr) => {
		for (let i = 0; i < arr.length; ++i) if (typeof arr[i] !== "string") return false;
		return true;
	};
}));
// node_modules/better-sqlite3/lib/methods/inspect.js
var require_inspect = require_rolldown_runtime.__commonJSMin(((exports, module) => {
	const DatabaseInspection = function Database() {};
	module.exports = function inspect(depth, opts) {
		return Object.assign(new DatabaseInspection(), this);
	};
}));
// node_modules/better-sqlite3/lib/database.js
var require_database = require_rolldown_runtime.__commonJSMin(((exports, module) => {
	const fs = require("fs");
	const path = require("path");
	const util = require_util();
	const SqliteError = require_sqlite_error();
	module.exports = function createDatabase(getAddon, allowNativeBinding) {
		function Database(filenameGiven, options) {
			if (new.target == null) return new Database(filenameGiven, options);
			let buffer;
			let fd;
			if (Buffer.isBuffer(filenameGiven)) {
				buffer = filenameGiven;
				filenameGiven = ":memory:";
			} else if (typeof filenameGiven === "number") {
				if (!Number.isInteger(filenameGiven) || filenameGiven < 0 || filenameGiven > 0x7fffffff) throw new TypeError("Expected the file descriptor to be a non-negative 32-bit integer");
				fd = filenameGiven;
				filenameGiven = `fd:${fd}`;
			}
			if (filenameGiven == null) filenameGiven = "";
			if (options == null) options = {};
			if (typeof filenameGiven !== "string") throw new TypeError("Expected first argument to be a string");
			if (typeof options !== "object") throw new TypeError("Expected second argument to be an options object");
			if ("readOnly" in options) throw new TypeError("Misspelled option \"readOnly\" should be \"readonly\"");
			if ("memory" in options) throw new TypeError("Option \"memory\" was removed in v7.0.0 (use \":memory:\" filename instead)");
			const filename = filenameGiven.trim();
			const anonymous = filename === "" || filename === ":memory:";
			const readonly = util.getBooleanOption(options, "readonly");
			const fileMustExist = util.getBooleanOption(options, "fileMustExist");
			const timeout = "timeout" in options ? options.timeout : 5e3;
			const verbose = "verbose" in options ? options.verbose : null;
			const nativeBinding = "nativeBinding" in options ? options.nativeBinding : null;
			const journalFd = "journalFd" in options ? options.journalFd : void 0;
			if (readonly && anonymous && !buffer) throw new TypeError("In-memory/temporary databases cannot be readonly");
			if (!Number.isInteger(timeout) || timeout < 0) throw new TypeError("Expected the \"timeout\" option to be a positive integer");
			if (timeout > 0x7fffffff) throw new RangeError("Option \"timeout\" cannot be greater than 2147483647");
			if (verbose != null && typeof verbose !== "function") throw new TypeError("Expected the \"verbose\" option to be a function");
			if (fd !== void 0 && journalFd === void 0) throw new TypeError("The \"journalFd\" option is required when opening a database from a file descriptor");
			if (fd === void 0 && journalFd !== void 0) throw new TypeError("The \"journalFd\" option can only be used when opening a database from a file descriptor");
			if (journalFd !== void 0 && !(Number.isInteger(journalFd) && journalFd >= 0 && journalFd <= 0x7fffffff)) throw new TypeError("Expected the \"journalFd\" option to be a non-negative 32-bit integer");
			if (!allowNativeBinding && "nativeBinding" in options) throw new TypeError("The \"nativeBinding\" option is only supported by the default better-sqlite3 entrypoint");
			if (allowNativeBinding && nativeBinding != null && typeof nativeBinding !== "string" && typeof nativeBinding !== "object") throw new TypeError("Expected the \"nativeBinding\" option to be a string or addon object");
			const addon = getAddon(nativeBinding);
			if (!addon.isInitialized) {
				addon.initialize(SqliteError, arrayFactory, arrayAppender, rowFactory, recordFactory);
				addon.isInitialized = true;
			}
			if (fd === void 0 && !anonymous && !filename.startsWith("file:") && !fs.existsSync(path.dirname(filename))) throw new TypeError("Cannot open database because the directory does not exist");
			Object.defineProperties(this, {
				[util.cppdb]: { value: new addon.Database(filename, filenameGiven, anonymous, readonly, fileMustExist, timeout, verbose || null, buffer || null, fd ?? null, journalFd ?? null) },
				...wrappers.getters
			});
		}
		const wrappers = require_wrappers();
		Database.prototype.prepare = wrappers.prepare;
		Database.prototype.transaction = require_transaction();
		Database.prototype.pragma = require_pragma();
		Database.prototype.explain = require_explain();
		Database.prototype.backup = require_backup();
		Database.prototype.serialize = require_serialize();
		Database.prototype.function = require_function();
		Database.prototype.aggregate = require_aggregate();
		Database.prototype.table = require_table();
		Database.prototype.loadExtension = wrappers.loadExtension;
		Database.prototype.exec = wrappers.exec;
		Database.prototype.close = wrappers.close;
		Database.prototype.defaultSafeIntegers = wrappers.defaultSafeIntegers;
		Database.prototype.unsafeMode = wrappers.unsafeMode;
		Database.prototype[util.inspect] = require_inspect();
		return Database;
	};
	function arrayFactory(...values) {
		return values;
	}
	function arrayAppender(array, ...values) {
		const offset = array.length;
		for (let i = 0; i < values.length; ++i) array[offset + i] = values[i];
	}
	function rowFactory(...keys) {
		if (!keys.includes("__proto__")) {
			const parameters = keys.map((_, index) => `v${index}`).join(",");
			const properties = keys.map((key, index) => `${JSON.stringify(key)}:v${index}`).join(",");
			return Function(`return (${parameters}) => ({${properties}})`)();
		}
		return (...values) => {
			const row = {};
			for (let i = 0; i < keys.length; ++i) row[keys[i]] = values[i];
			return row;
		};
	}
	function recordFactory(value) {
		return {
			value,
			done: false
		};
	}
}));
// node_modules/better-sqlite3/lib/binding.js
var require_binding = require_rolldown_runtime.__commonJSMin(((exports, module) => {
	const fs = require("fs");
	const path = require("path");
	const PREBUILD_PLATFORMS = [
		"linux",
		"darwin",
		"win32"
	];
	const PREBUILD_ARCHS = ["x64", "arm64"];
	let DEFAULT_ADDON;
	function getBinding(nativeBinding) {
		if (typeof nativeBinding === "string") return (typeof __non_webpack_require__ === "function" ? __non_webpack_require__ : require)(path.resolve(nativeBinding).replace(/(\.node)?$/, ".node"));
		if (typeof nativeBinding === "object" && nativeBinding !== null) return nativeBinding;
		if (DEFAULT_ADDON) return DEFAULT_ADDON;
		let filename = path.join(__dirname, "..", "build", "Debug", "better_sqlite3.node");
		if (!fs.existsSync(filename)) filename = path.join(__dirname, "..", "build", "Release", "better_sqlite3.node");
		if (fs.existsSync(filename)) return DEFAULT_ADDON = require(filename);
		return DEFAULT_ADDON = require(getPrebuildPath() || filename);
	}
	function getPrebuildPath() {
		if (PREBUILD_PLATFORMS.includes(process.platform) && PREBUILD_ARCHS.includes(process.arch)) {
			const target = `${isLinuxMusl() ? "linuxmusl" : process.platform}-${process.arch}`;
			const filename = path.join(__dirname, "..", "prebuilds", `${target}.node`);
			if (fs.existsSync(filename)) return filename;
		}
		return null;
	}
	function isLinuxMusl() {
		if (process.platform !== "linux") return false;
		try {
			const maps = fs.readFileSync("/proc/self/maps", "latin1");
			if (/\/ld-musl-[^/\s]*\.so/.test(maps)) return true;
			if (/\/(?:ld-linux[^/\s]*|libc)\.so\.\d/.test(maps)) return false;
		} catch {}
		const { report } = process;
		const previousExcludeNetwork = report.excludeNetwork;
		report.excludeNetwork = true;
		try {
			return !report.getReport().header.glibcVersionRuntime;
		} finally {
			report.excludeNetwork = previousExcludeNetwork;
		}
	}
	exports.getBinding = getBinding;
	exports.getPrebuildPath = getPrebuildPath;
	if (require.main === module) process.stdout.write(getPrebuildPath() ? "1" : "0");
}));
// node_modules/better-sqlite3/lib/index.js
var require_lib = require_rolldown_runtime.__commonJSMin(((exports, module) => {
	module.exports = require_database()(require_binding().getBinding, true);
	module.exports.SqliteError = require_sqlite_error();
}));
// src/ledger/row-digest.ts
var import_lib = require_rolldown_runtime.__toESM(require_lib(), 1);
const FUNCTION = "row_digest";
const STEP_FUNCTION = "step_digest";
const DIGEST_BYTES = 16;
const STEP_RECORD_COLUMNS = stepColumnsOf(Number.POSITIVE_INFINITY);
const ROLLBACK_RECORD_COLUMNS = require_rollback.ROLLBACK_FIELD_LIST.flatMap(({ columns }) => columns);
function stepDigest(field, id, claimedAt, parentUid, fields = STEP_RECORD_COLUMNS) {
	return `${STEP_FUNCTION}(${[
		id,
		claimedAt,
		parentUid,
		...fields.map(field)
	].join(", ")})`;
}
function digestOfStep(version) {
	return stepDigest((column) => `s.${column}`, "s.id", "s.claimed_at", "coalesce(p.uid, s.missing_parent_uid)", stepColumnsOf(version));
}
const DIGEST_OF_STEP = digestOfStep(Number.POSITIVE_INFINITY);
function digestOfRollback(schema = "main") {
	const columns = ROLLBACK_RECORD_COLUMNS.map((column) => `r.${column}`).join(", ");
	return `${FUNCTION}(r.number, r.claimed_at, ${columns},
  (SELECT group_concat(step_uid, ' ' ORDER BY step_uid) FROM ${schema}.rollback_steps WHERE rollback = r.number))`;
}
const DIGEST_OF_ROLLBACK = digestOfRollback();
function digestRows(table, where = "", version = Number.POSITIVE_INFINITY) {
	return table === "steps" ? `UPDATE steps AS t SET digest = (SELECT ${digestOfStep(version)} FROM steps s LEFT JOIN steps p ON p.id = s.parent_step_id WHERE s.id = t.id) ${where}` : `UPDATE rollbacks AS t SET digest = (SELECT ${DIGEST_OF_ROLLBACK} FROM rollbacks r WHERE r.number = t.number) ${where}`;
}
function defineRowDigest(db) {
	db.function(FUNCTION, {
		varargs: true,
		deterministic: true
	}, (...values) => digestOf(values));
	db.function(STEP_FUNCTION, {
		varargs: true,
		deterministic: true
	}, (...values) => digestOfValues(values));
}
function stepColumnsOf(version) {
	return require_step.STEP_FIELD_LIST.filter(({ since = 0 }) => since <= version).map(({ column }) => column);
}
function digestOfValues(values) {
	return digestOf(values.slice(0, values.findLastIndex((value) => value !== null) + 1));
}
function digestOf(values) {
	return (0, node_crypto.hash)("sha256", JSON.stringify(values), "buffer").subarray(0, DIGEST_BYTES);
}
// src/ledger/native-binding.ts
function openDatabase(path, options) {
	const db = new import_lib.default(path, options);
	defineRowDigest(db);
	return db;
}
// src/ledger/step-rows.ts
const STEP_COLUMNS = `s.id, s.active, s.parent_step_id, coalesce(p.uid, s.missing_parent_uid) AS parent_uid,
  ${require_step.STEP_FIELD_LIST.map(({ column }) => `s.${column}`).join(", ")}, s.digest IS ${DIGEST_OF_STEP} AS intact`;
const STEP_TABLES = "steps s LEFT JOIN steps p ON p.id = s.parent_step_id";
const COLUMNS = require_step.STEP_FIELD_LIST.map(({ key, column, kind }) => ({
	key,
	column,
	kind,
	isJson: column.endsWith("_json")
}));
function rowToStep(row) {
	const fields = row.intact === 1 ? readFields(row, new require_documents.Reading(false)) : void 0;
	return fields && {
		...fields,
		id: row.id,
		active: row.active === 1,
		parentStepId: row.parent_step_id,
		parentUid: row.parent_uid
	};
}
function rowToRecord(row) {
	const fields = row.intact === 1 ? readFields(row, new require_documents.Reading(false)) : void 0;
	return fields && require_records.fieldsToRecord(fields, row.parent_uid);
}
function readFields(row, reading) {
	const found = {};
	for (const { key, column, isJson } of COLUMNS) {
		const value = row[column];
		found[key] = isJson && typeof value === "string" ? require_documents.parseJson(value) ?? value : value ?? void 0;
	}
	const fields = require_step.stepFields.read(found, reading);
	return fields === require_documents.WRONG ? void 0 : fields;
}
function recordToColumns(record) {
	const fields = { ...require_records.recordToFields(record) };
	const columns = {};
	for (const { key, column, kind, isJson } of COLUMNS) {
		const value = fields[key];
		const found = isJson ? require_documents.toStored(kind, value) : kind.read(value, new require_documents.Reading(false));
		columns[column] = found === require_documents.WRONG ? value : found;
	}
	return columns;
}
// src/ledger/usage-totals.ts
const SUMS = {
	duration_ms: "durationMs",
	input_tokens: "inputTokens",
	cache_read_tokens: "cacheReadTokens",
	cache_write_tokens: "cacheWriteTokens",
	output_tokens: "outputTokens",
	reasoning_tokens: "reasoningTokens",
	total_tokens: "totalTokens",
	cost: "costUsd",
	estimated_cost: "estimatedUsd"
};
const SUM_COLUMNS = Object.keys(SUMS);
const FIGURES = [
	"entries",
	"steps",
	"partial",
	...SUM_COLUMNS.flatMap((name) => [name, `known_${name}`])
];
const KEYS = [
	"dimension",
	"day",
	"branch",
	"name"
];
const CREATE_USAGE_TOTALS = `CREATE TABLE usage_totals (
  ${KEYS.map((name) => `${name} TEXT NOT NULL`).join(",\n  ")},
  ${FIGURES.map((name) => `${name} REAL NOT NULL`).join(",\n  ")},
  PRIMARY KEY (${KEYS.join(", ")})
) STRICT, WITHOUT ROWID`;
var UsageCount = class {
	#entries = new Map();
	add(step) {
		this.#count(step, 1);
	}
	take(step) {
		this.#count(step, -1);
	}
	store(db) {
		if (this.#entries.size === 0) return;
		const columns = [...KEYS, ...FIGURES];
		const upsert = db.prepare(`INSERT INTO usage_totals (${columns.join(", ")}) VALUES (${columns.map(() => "?").join(", ")})
       ON CONFLICT DO UPDATE SET ${FIGURES.map((name) => `${name} = ${name} + excluded.${name}`).join(", ")}`);
		for (const { keys, figures } of this.#entries.values()) {
			upsert.run(...keys, ...figures);
			if ((figures[0] ?? 0) < 0) dropEmpty(db, keys);
		}
		this.#entries.clear();
	}
	findDifference(db) {
		const rows = db.prepare(`SELECT ${[...KEYS, ...FIGURES].join(", ")} FROM usage_totals`).raw();
		let found = 0;
		for (const row of rows.iterate()) {
			found++;
			if (this.#entries.get(JSON.stringify(row.slice(0, KEYS.length)))?.figures.every((figure, index) => isNearly(figure, Number(row[KEYS.length + index]))) !== true) return `the totals of ${row.slice(0, KEYS.length).join(" ")} are not those of its steps`;
		}
		return found === this.#entries.size ? void 0 : "totals of some steps are missing";
	}
	#count(step, sign) {
		const use = require_usage_report.useOf(step);
		const day = step.startTime.slice(0, 10);
		const to = (dimension, name, usage) => {
			const keys = [
				dimension,
				day,
				JSON.stringify(step.branch),
				JSON.stringify(name)
			];
			const key = JSON.stringify(keys);
			const entry = this.#entries.get(key) ?? {
				keys,
				figures: FIGURES.map(() => 0)
			};
			this.#entries.set(key, entry);
			for (const [index, figure] of toFigures(usage).entries()) entry.figures[index] = (entry.figures[index] ?? 0) + sign * figure;
		};
		to("all", null, use?.usage ?? null);
		if (use === null) return;
		to("agent", use.agent, use.usage);
		for (const { name, usage } of use.models) to("model", name, usage);
	}
};
function dropEmpty(db, keys) {
	const isOfKeys = KEYS.map((name) => `${name} = ?`).join(" AND ");
	db.prepare(`DELETE FROM usage_totals WHERE entries = 0 AND ${isOfKeys}`).run(...keys);
}
function toFigures(usage) {
	if (usage === null) return [1];
	const sums = SUM_COLUMNS.flatMap((name) => [usage[SUMS[name]] ?? 0, usage[SUMS[name]] === null ? 0 : 1]);
	return [
		1,
		usage.steps,
		usage.partial,
		...sums
	];
}
function isNearly(a, b) {
	return Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(a));
}
function rebuildUsageTotals(db) {
	db.exec("DELETE FROM usage_totals");
	const count = new UsageCount();
	for (const row of db.prepare("SELECT * FROM steps").iterate()) {
		const step = readFields(row, new require_documents.Reading(false));
		if (step !== void 0) count.add(step);
	}
	count.store(db);
}
function toTotalsFilter({ limit: _, ...filter }) {
	const { branch, startedSince, ...others } = filter;
	if (Object.values(others).some((value) => value !== void 0)) return void 0;
	return startedSince === void 0 || startedSince.endsWith("T00:00:00.000Z") ? filter : void 0;
}
function readTotals(db, filter) {
	const [found] = readGroups(db, "all", "'null'", filter);
	return {
		entries: found?.entries ?? 0,
		usage: found?.usage ?? toTotals({})
	};
}
function readUsageReport(db, filter) {
	const groups = (dimension, name) => readGroups(db, dimension, name, filter).flatMap(({ entries: _, ...group }) => group.usage.steps > 0 ? [group] : []);
	return require_usage_report.usageReportOf(readTotals(db, filter).usage, {
		day: groups("all", "json_quote(day)"),
		branch: groups("all", "branch"),
		agent: groups("agent", "name"),
		model: groups("model", "name")
	});
}
function readGroups(db, dimension, name, { branch, startedSince }) {
	const conditions = [
		"dimension = @dimension",
		...branch === void 0 ? [] : ["branch = json_quote(@branch)"],
		...startedSince === void 0 ? [] : ["day >= substr(@startedSince, 1, 10)"]
	];
	return db.prepare(`SELECT ${name} AS name, ${FIGURES.map((figure) => `sum(${figure}) AS ${figure}`).join(", ")}
     FROM usage_totals WHERE ${conditions.join(" AND ")} GROUP BY 1`).all({
		dimension,
		branch,
		startedSince
	}).map((row) => ({
		name: JSON.parse(String(row.name)),
		entries: Number(row.entries),
		usage: toTotals(row)
	}));
}
function toTotals(row) {
	const figure = (name) => Number(row[name] ?? 0);
	const sum = (name) => figure(`known_${name}`) > 0 ? figure(name) : null;
	const steps = figure("steps");
	return {
		steps,
		durationMs: sum("duration_ms"),
		withoutTokens: steps - figure("known_total_tokens"),
		partial: figure("partial"),
		withoutCost: steps - figure("known_cost"),
		inputTokens: sum("input_tokens"),
		cacheReadTokens: sum("cache_read_tokens"),
		cacheWriteTokens: sum("cache_write_tokens"),
		outputTokens: sum("output_tokens"),
		reasoningTokens: sum("reasoning_tokens"),
		totalTokens: sum("total_tokens"),
		costUsd: sum("cost"),
		estimatedUsd: sum("estimated_cost")
	};
}
// src/ledger/schema.ts
const APPLICATION_ID = 0x4c616667;
const BROUGHT = {
	1: [
		`CREATE TABLE steps (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  active BOOLEAN NOT NULL DEFAULT 1,
  parent_step_id INTEGER REFERENCES steps(id) ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED,
  commit_sha_before TEXT,
  commit_sha_after TEXT,
  agent_config_json TEXT,
  start_time TIMESTAMP,
  end_time TIMESTAMP,
  duration_ms INTEGER,
  token_usage_json TEXT,
  exit_code INTEGER,
  project_id TEXT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  uid TEXT NOT NULL UNIQUE,
  repository TEXT,
  branch TEXT,
  status TEXT NOT NULL,
  pushed TEXT,
  pin_ref TEXT,
  run_json TEXT,
  changes_json TEXT,
  notes_json TEXT,
  missing_parent_uid TEXT,
  claimed_at TEXT,
  pull_request INTEGER GENERATED ALWAYS AS (json_extract(run_json, '$.pull_request.number')) VIRTUAL
)`,
		"CREATE INDEX steps_of_branch ON steps(branch, repository, active)",
		"CREATE INDEX steps_of_parent ON steps(parent_step_id)",
		"CREATE INDEX steps_of_pull_request ON steps(pull_request) WHERE pull_request IS NOT NULL",
		`CREATE INDEX steps_not_succeeded ON steps(status) WHERE status <> 'succeeded'`,
		"CREATE INDEX steps_without_parent ON steps(missing_parent_uid) WHERE missing_parent_uid IS NOT NULL",
		`CREATE TABLE rollbacks (
  number INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  undoes TEXT,
  project_id TEXT NOT NULL,
  repository TEXT,
  branch TEXT,
  target_mode TEXT,
  target_step_uid TEXT,
  from_sha TEXT,
  to_sha TEXT,
  pin_ref TEXT,
  actor TEXT,
  reason TEXT,
  run_json TEXT,
  created_at TEXT NOT NULL,
  claimed_at TEXT
) STRICT`,
		"CREATE INDEX rollbacks_undone ON rollbacks(undoes) WHERE undoes IS NOT NULL",
		`CREATE TABLE rollback_steps (
  rollback INTEGER NOT NULL REFERENCES rollbacks(number) ON UPDATE CASCADE ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  step_uid TEXT NOT NULL,
  PRIMARY KEY (rollback, step_uid)
) STRICT, WITHOUT ROWID`,
		"CREATE INDEX rollbacks_of_step ON rollback_steps(step_uid)",
		`CREATE TABLE claims (
  kind TEXT NOT NULL,
  number INTEGER NOT NULL,
  uid TEXT NOT NULL,
  claimed_at TEXT NOT NULL,
  PRIMARY KEY (kind, number, uid, claimed_at)
) STRICT, WITHOUT ROWID`,
		"CREATE INDEX claims_of_uid ON claims(kind, uid)"
	],
	2: [
		"ALTER TABLE steps ADD COLUMN digest BLOB",
		"ALTER TABLE rollbacks ADD COLUMN digest BLOB",
		digestRows("steps", "", 2),
		digestRows("rollbacks", "", 2)
	],
	4: ["CREATE TABLE set_aside (record TEXT NOT NULL UNIQUE, reason TEXT NOT NULL) STRICT"],
	6: [CREATE_USAGE_TOTALS, "CREATE INDEX steps_inactive ON steps(branch) WHERE active = 0"]
};
const SCHEMA_VERSION = Math.max(...Object.keys(BROUGHT).map(Number), ...require_step.STEP_FIELD_LIST.map(({ since = 0 }) => since));
const MIGRATIONS = Array.from({ length: SCHEMA_VERSION }, (_, before) => [...require_step.STEP_FIELD_LIST.filter(({ since }) => since === before + 1).map(({ column }) => `ALTER TABLE steps ADD COLUMN ${column} TEXT`), ...BROUGHT[before + 1] ?? []]);
function migrate(db, from) {
	if (from >= SCHEMA_VERSION) return;
	for (const statements of MIGRATIONS.slice(from)) for (const sql of statements) db.exec(sql);
	if (from > 0 && from < 6) rebuildUsageTotals(db);
	db.pragma(`application_id = ${APPLICATION_ID}`);
	db.pragma(`user_version = ${SCHEMA_VERSION}`);
}
// src/ledger/sqlite-errors.ts
function withStoreErrors(path, run) {
	try {
		return run();
	} catch (error) {
		throw toStoreError(path, error);
	}
}
function toStoreError(path, error) {
	const code = sqliteCode(error);
	if (code === void 0 || /^SQLITE_(CONSTRAINT|MISUSE)/.test(code)) return error;
	const options = { cause: error };
	if (/^SQLITE_(BUSY|LOCKED|PROTOCOL)/.test(code)) return new require_errors.StoreError("unavailable", `${path} is locked: another process has been writing to it for too long. Try again when it has ended.`, options);
	if (code === "SQLITE_NOTADB") return notALedger(path, "it is no SQLite file", options);
	if (/^SQLITE_(CORRUPT|ERROR|SCHEMA|FORMAT)/.test(code)) return damaged(path, error instanceof Error ? error.message : code, options);
	if (/^SQLITE_(READONLY|FULL|IOERR_(WRITE|FSYNC|DIR_FSYNC|TRUNCATE|DELETE|LOCK))/.test(code)) return new require_errors.StoreError("unwritable", `${path} could not be written (${code}). Look at the free space and the permissions of the file and its folder.`, options);
	return new require_errors.StoreError("unreadable", `${path} could not be read (${code}). Look at the permissions of the file and its folder.`, options);
}
function notALedger(path, reason, options) {
	return new require_errors.StoreError("not-a-ledger", `${path} is not a steps.db: ${reason}. Name another file, or move this one away to begin a new history.`, options);
}
function damaged(path, reason, options) {
	return new require_errors.StoreError("damaged", `${path} is damaged (${reason}). Nothing was changed; put an earlier copy in its place.`, options);
}
function unreadable(name) {
	throw new require_errors.StoreError("damaged", `The record of ${name} is damaged: its fields do not match their digest. Merge an earlier copy of this steps.db into it with laforge merge, or put that in its place.`);
}
function checkIntegrity(db, path) {
	const [finding] = findCorruption(db);
	if (finding !== void 0) throw damaged(path, finding);
}
function findCorruption(db) {
	return db.prepare("PRAGMA integrity_check(20)").pluck().all().filter((row) => row !== "ok");
}
function sqliteCode(error) {
	if (typeof error !== "object" || error === null || !("code" in error)) return void 0;
	return typeof error.code === "string" && error.code.startsWith("SQLITE_") ? error.code : void 0;
}
// src/ledger/identify-file.ts
var identify_file_exports = require_rolldown_runtime.__exportAll({ isLaForgeFile: () => isLaForgeFile });
const LAFORGE_INDEX = /^CREATE INDEX idx_steps_(project_id|active|parent_step_id|created_at) ON steps\(\1\)$/;
function identifyFile(db, path) {
	return db.transaction(() => identify(db, path))();
}
function isLaForgeFile(path) {
	return withStoreErrors(path, () => {
		const db = openDatabase(path, {
			readonly: true,
			fileMustExist: true
		});
		try {
			db.pragma("trusted_schema = OFF");
			return identifyFile(db, path).kind === "laforge";
		} finally {
			db.close();
		}
	});
}
function identify(db, path) {
	const applicationId = readNumber(db, "application_id");
	const version = readNumber(db, "user_version");
	const objects = readSchema(db);
	if (applicationId === 0x4c616667) {
		if (version > SCHEMA_VERSION) throw newerLedger(path, version);
		const wrong = findSchemaDifference(objects, version);
		if (wrong !== void 0) throw notALedger(path, `its schema is not a ledger's (${wrong})`);
		return {
			kind: "ledger",
			version
		};
	}
	if (applicationId !== 0) throw notALedger(path, "it is the SQLite file of another program");
	if (objects.length === 0) return { kind: "empty" };
	const wrong = checkLaForgeTable(db, objects);
	if (wrong !== void 0) throw notALedger(path, `it is a SQLite file of another kind (${wrong})`);
	return { kind: "laforge" };
}
function findSchemaDifference(objects, version) {
	const expected = new Map(schemaOfVersion(version).map((object) => [object.name, object]));
	for (const object of objects) {
		if (object.sql !== null && LAFORGE_INDEX.test(object.sql)) continue;
		const twin = expected.get(object.name);
		expected.delete(object.name);
		if (twin?.sql !== object.sql || twin.type !== object.type) return `${object.type} ${object.name} is not ours`;
	}
	const [absent] = expected.values();
	return absent && `${absent.type} ${absent.name} is missing`;
}
function readSchema(db) {
	return db.prepare(`SELECT type, name, tbl_name, sql FROM sqlite_schema
       WHERE name NOT IN ('sqlite_sequence', 'sqlite_stat1', 'sqlite_stat4') AND NOT (type = 'index' AND sql IS NULL)`).all();
}
function readNumber(db, pragma) {
	return Number(db.pragma(pragma, { simple: true }));
}
function schemaOfVersion(version) {
	const db = openDatabase(":memory:", {});
	try {
		for (const statements of MIGRATIONS.slice(0, version)) for (const sql of statements) db.exec(sql);
		return readSchema(db);
	} finally {
		db.close();
	}
}
function newerLedger(path, version) {
	return new require_errors.StoreError("newer-ledger", `${path} was written by a newer version: its format is ${version}, and this one reads up to ${SCHEMA_VERSION}. Use the newer version of the action or of laforge.`);
}
Object.defineProperty(exports, "DIGEST_OF_ROLLBACK", {
	enumerable: true,
	get: function() {
		return DIGEST_OF_ROLLBACK;
	}
});
Object.defineProperty(exports, "ROLLBACK_RECORD_COLUMNS", {
	enumerable: true,
	get: function() {
		return ROLLBACK_RECORD_COLUMNS;
	}
});
Object.defineProperty(exports, "SCHEMA_VERSION", {
	enumerable: true,
	get: function() {
		return SCHEMA_VERSION;
	}
});
Object.defineProperty(exports, "STEP_COLUMNS", {
	enumerable: true,
	get: function() {
		return STEP_COLUMNS;
	}
});
Object.defineProperty(exports, "STEP_RECORD_COLUMNS", {
	enumerable: true,
	get: function() {
		return STEP_RECORD_COLUMNS;
	}
});
Object.defineProperty(exports, "STEP_TABLES", {
	enumerable: true,
	get: function() {
		return STEP_TABLES;
	}
});
Object.defineProperty(exports, "UsageCount", {
	enumerable: true,
	get: function() {
		return UsageCount;
	}
});
Object.defineProperty(exports, "checkIntegrity", {
	enumerable: true,
	get: function() {
		return checkIntegrity;
	}
});
Object.defineProperty(exports, "damaged", {
	enumerable: true,
	get: function() {
		return damaged;
	}
});
Object.defineProperty(exports, "digestOfRollback", {
	enumerable: true,
	get: function() {
		return digestOfRollback;
	}
});
Object.defineProperty(exports, "digestOfStep", {
	enumerable: true,
	get: function() {
		return digestOfStep;
	}
});
Object.defineProperty(exports, "digestOfValues", {
	enumerable: true,
	get: function() {
		return digestOfValues;
	}
});
Object.defineProperty(exports, "digestRows", {
	enumerable: true,
	get: function() {
		return digestRows;
	}
});
Object.defineProperty(exports, "findCorruption", {
	enumerable: true,
	get: function() {
		return findCorruption;
	}
});
Object.defineProperty(exports, "identifyFile", {
	enumerable: true,
	get: function() {
		return identifyFile;
	}
});
Object.defineProperty(exports, "identify_file_exports", {
	enumerable: true,
	get: function() {
		return identify_file_exports;
	}
});
Object.defineProperty(exports, "isLaForgeFile", {
	enumerable: true,
	get: function() {
		return isLaForgeFile;
	}
});
Object.defineProperty(exports, "migrate", {
	enumerable: true,
	get: function() {
		return migrate;
	}
});
Object.defineProperty(exports, "notALedger", {
	enumerable: true,
	get: function() {
		return notALedger;
	}
});
Object.defineProperty(exports, "openDatabase", {
	enumerable: true,
	get: function() {
		return openDatabase;
	}
});
Object.defineProperty(exports, "readFields", {
	enumerable: true,
	get: function() {
		return readFields;
	}
});
Object.defineProperty(exports, "readNumber", {
	enumerable: true,
	get: function() {
		return readNumber;
	}
});
Object.defineProperty(exports, "readTotals", {
	enumerable: true,
	get: function() {
		return readTotals;
	}
});
Object.defineProperty(exports, "readUsageReport", {
	enumerable: true,
	get: function() {
		return readUsageReport;
	}
});
Object.defineProperty(exports, "rebuildUsageTotals", {
	enumerable: true,
	get: function() {
		return rebuildUsageTotals;
	}
});
Object.defineProperty(exports, "recordToColumns", {
	enumerable: true,
	get: function() {
		return recordToColumns;
	}
});
Object.defineProperty(exports, "rowToRecord", {
	enumerable: true,
	get: function() {
		return rowToRecord;
	}
});
Object.defineProperty(exports, "rowToStep", {
	enumerable: true,
	get: function() {
		return rowToStep;
	}
});
Object.defineProperty(exports, "stepDigest", {
	enumerable: true,
	get: function() {
		return stepDigest;
	}
});
Object.defineProperty(exports, "toStoreError", {
	enumerable: true,
	get: function() {
		return toStoreError;
	}
});
Object.defineProperty(exports, "toTotalsFilter", {
	enumerable: true,
	get: function() {
		return toTotalsFilter;
	}
});
Object.defineProperty(exports, "unreadable", {
	enumerable: true,
	get: function() {
		return unreadable;
	}
});
Object.defineProperty(exports, "withStoreErrors", {
	enumerable: true,
	get: function() {
		return withStoreErrors;
	}
});
