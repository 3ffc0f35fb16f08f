// src/domain/left-out.ts
function leftOutSentences(count) {
	if (count === 0) return [];
	return [`${count === 1 ? "1 record of this history cannot be read and is" : `${count} records of this history cannot be read and are`} left out: laforge verify names what is wrong.`];
}
Object.defineProperty(exports, "leftOutSentences", {
	enumerable: true,
	get: function() {
		return leftOutSentences;
	}
});
