const require_rolldown_runtime = require("./rolldown-runtime.js");
let node_crypto = require("node:crypto");
const require_step = require("./step.js");
// src/agent/gitleaks-rules.ts
const GITLEAKS_RULES = [
	[
		"1password-secret-key",
		["a3-"],
		"\\bA3-[A-Z0-9]{6}-(?:(?:[A-Z0-9]{11})|(?:[A-Z0-9]{6}-[A-Z0-9]{5}))-[A-Z0-9]{5}-[A-Z0-9]{5}-[A-Z0-9]{5}\\b"
	],
	[
		"1password-service-account-token",
		["ops_"],
		"ops_eyJ[a-zA-Z0-9+/]{250,}={0,3}"
	],
	[
		"adafruit-api-key",
		["adafruit"],
		"(?:adafruit)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9_-]{32})(?![\\w-])",
		"i"
	],
	[
		"adobe-client-secret",
		["p8e-"],
		"\\b(p8e-[a-z0-9]{32})(?![\\w-])",
		"i"
	],
	[
		"age-secret-key",
		["age-secret-key-1"],
		"AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}"
	],
	[
		"airtable-api-key",
		["airtable"],
		"(?:airtable)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9]{17})(?![\\w-])",
		"i"
	],
	[
		"airtable-personnal-access-token",
		["airtable"],
		"\\b(pat[A-Za-z0-9]{14}\\.[a-f0-9]{64})\\b"
	],
	[
		"algolia-api-key",
		["algolia"],
		"(?:algolia)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9]{32})(?![\\w-])",
		"i"
	],
	[
		"alibaba-access-key-id",
		["ltai"],
		"\\b(LTAI[a-z0-9]{20})(?![\\w-])",
		"i"
	],
	[
		"alibaba-secret-key",
		["alibaba"],
		"(?:alibaba)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9]{30})(?![\\w-])",
		"i"
	],
	[
		"anthropic-admin-api-key",
		["sk-ant-admin01"],
		"\\b(sk-ant-admin01-[a-zA-Z0-9_\\-]{93}AA)(?![\\w-])"
	],
	[
		"anthropic-api-key",
		["sk-ant-api03"],
		"\\b(sk-ant-api03-[a-zA-Z0-9_\\-]{93}AA)(?![\\w-])"
	],
	[
		"artifactory-api-key",
		["akcp"],
		"\\bAKCp[A-Za-z0-9]{69}\\b"
	],
	[
		"artifactory-reference-token",
		["cmvmd"],
		"\\bcmVmd[A-Za-z0-9]{59}\\b"
	],
	[
		"asana-client-secret",
		["asana"],
		"(?:asana)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9]{32})(?![\\w-])",
		"i"
	],
	[
		"atlassian-api-token",
		[
			"atlassian",
			"confluence",
			"jira",
			"atatt3"
		],
		"(?:(?:ATLASSIAN|[Aa]tlassian)|(?:CONFLUENCE|[Cc]onfluence)|(?:JIRA|[Jj]ira))(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9]{20}[a-f0-9]{4})(?![\\w-])|\\b(ATATT3[A-Za-z0-9_\\-=]{186})(?![\\w-])",
		"i"
	],
	[
		"authress-service-client-access-key",
		[
			"sc_",
			"ext_",
			"scauth_",
			"authress_"
		],
		"\\b((?:sc|ext|scauth|authress)_[a-z0-9]{5,30}\\.[a-z0-9]{4,6}\\.(?:acc)[_-][a-z0-9-]{10,32}\\.[a-z0-9+/_=-]{30,120})(?![\\w-])",
		"i"
	],
	[
		"aws-access-token",
		[
			"a3t",
			"akia",
			"asia",
			"abia",
			"acca"
		],
		"\\b((?:A3T[A-Z0-9]|AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16})\\b"
	],
	[
		"aws-amazon-bedrock-api-key-long-lived",
		["absk"],
		"\\b(ABSK[A-Za-z0-9+/]{109,269}={0,2})(?![\\w-])"
	],
	[
		"aws-amazon-bedrock-api-key-short-lived",
		["bedrock-api-key-"],
		"bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29t"
	],
	[
		"azure-ad-client-secret",
		["q~"],
		"(?:^|[\\\\'\"\\x60\\s>=:(,)])([a-zA-Z0-9_~.]{3}\\dQ~[a-zA-Z0-9_~.-]{31,34})(?:$|[\\\\'\"\\x60\\s<),])"
	],
	[
		"beamer-api-token",
		["beamer"],
		"(?:beamer)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}(b_[a-z0-9=_\\-]{44})(?![\\w-])",
		"i"
	],
	[
		"bitbucket-client-secret",
		["bitbucket"],
		"(?:bitbucket)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9=_\\-]{64})(?![\\w-])",
		"i"
	],
	[
		"bittrex-access-key",
		["bittrex"],
		"(?:bittrex)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9]{32})(?![\\w-])",
		"i"
	],
	[
		"bittrex-secret-key",
		["bittrex"],
		"(?:bittrex)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9]{32})(?![\\w-])",
		"i"
	],
	[
		"cisco-meraki-api-key",
		["meraki"],
		"(?:(?:(?:[Mm]eraki|MERAKI))(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3})(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([0-9a-f]{40})(?![\\w-])",
		"i"
	],
	[
		"clickhouse-cloud-api-secret-key",
		["4b1d"],
		"\\b(4b1d[A-Za-z0-9]{38})\\b"
	],
	[
		"clojars-api-token",
		["clojars_"],
		"CLOJARS_[a-z0-9]{60}",
		"i"
	],
	[
		"cloudflare-api-key",
		["cloudflare"],
		"(?:cloudflare)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9_-]{40})(?![\\w-])",
		"i"
	],
	[
		"cloudflare-global-api-key",
		["cloudflare"],
		"(?:cloudflare)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-f0-9]{37})(?![\\w-])",
		"i"
	],
	[
		"cloudflare-origin-ca-key",
		["cloudflare", "v1.0-"],
		"\\b(v1\\.0-[a-f0-9]{24}-[a-f0-9]{146})(?![\\w-])"
	],
	[
		"codecov-access-token",
		["codecov"],
		"(?:codecov)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9]{32})(?![\\w-])",
		"i"
	],
	[
		"cohere-api-token",
		["cohere", "co_api_key"],
		"(?:(?:cohere|CO_API_KEY)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3})(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-zA-Z0-9]{40})(?![\\w-])",
		"i"
	],
	[
		"coinbase-access-token",
		["coinbase"],
		"(?:coinbase)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9_-]{64})(?![\\w-])",
		"i"
	],
	[
		"confluent-access-token",
		["confluent"],
		"(?:confluent)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9]{16})(?![\\w-])",
		"i"
	],
	[
		"confluent-secret-key",
		["confluent"],
		"(?:confluent)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9]{64})(?![\\w-])",
		"i"
	],
	[
		"contentful-delivery-api-token",
		["contentful"],
		"(?:contentful)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9=_\\-]{43})(?![\\w-])",
		"i"
	],
	[
		"databricks-api-token",
		["dapi"],
		"\\b(dapi[a-f0-9]{32}(?:-\\d)?)(?![\\w-])"
	],
	[
		"datadog-access-token",
		["datadog"],
		"(?:datadog)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9]{40})(?![\\w-])",
		"i"
	],
	[
		"defined-networking-api-token",
		["dnkey"],
		"(?:dnkey)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}(dnkey-[a-z0-9=_\\-]{26}-[a-z0-9=_\\-]{52})(?![\\w-])",
		"i"
	],
	[
		"digitalocean-access-token",
		["doo_v1_"],
		"\\b(doo_v1_[a-f0-9]{64})(?![\\w-])"
	],
	[
		"digitalocean-pat",
		["dop_v1_"],
		"\\b(dop_v1_[a-f0-9]{64})(?![\\w-])"
	],
	[
		"digitalocean-refresh-token",
		["dor_v1_"],
		"\\b(dor_v1_[a-f0-9]{64})(?![\\w-])",
		"i"
	],
	[
		"discord-api-token",
		["discord"],
		"(?:discord)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-f0-9]{64})(?![\\w-])",
		"i"
	],
	[
		"discord-client-secret",
		["discord"],
		"(?:discord)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9=_\\-]{32})(?![\\w-])",
		"i"
	],
	[
		"doppler-api-token",
		["dp.pt."],
		"dp\\.pt\\.[a-z0-9]{43}",
		"i"
	],
	[
		"droneci-access-token",
		["droneci"],
		"(?:droneci)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9]{32})(?![\\w-])",
		"i"
	],
	[
		"dropbox-api-token",
		["dropbox"],
		"(?:dropbox)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9]{15})(?![\\w-])",
		"i"
	],
	[
		"dropbox-long-lived-api-token",
		["dropbox"],
		"(?:dropbox)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9]{11}(AAAAAAAAAA)[a-z0-9\\-_=]{43})(?![\\w-])",
		"i"
	],
	[
		"dropbox-short-lived-api-token",
		["dropbox"],
		"(?:dropbox)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}(sl\\.[a-z0-9\\-=_]{135})(?![\\w-])",
		"i"
	],
	[
		"duffel-api-token",
		["duffel_"],
		"duffel_(?:test|live)_[a-z0-9_\\-=]{43}",
		"i"
	],
	[
		"dynatrace-api-token",
		["dt0c01."],
		"dt0c01\\.[a-z0-9]{24}\\.[a-z0-9]{64}",
		"i"
	],
	[
		"easypost-api-token",
		["ezak"],
		"\\bEZAK[a-z0-9]{54}\\b",
		"i"
	],
	[
		"easypost-test-api-token",
		["eztk"],
		"\\bEZTK[a-z0-9]{54}\\b",
		"i"
	],
	[
		"etsy-access-token",
		["etsy"],
		"(?:(?:ETSY|[Ee]tsy))(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9]{24})(?![\\w-])",
		"i"
	],
	[
		"facebook-access-token",
		["facebook"],
		"\\b(\\d{15,16}(\\||%)[0-9a-z\\-_]{27,40})(?![\\w-])",
		"i"
	],
	[
		"facebook-page-access-token",
		["eaam", "eaac"],
		"\\b(EAA[MC][a-z0-9]{100,})(?![\\w-])",
		"i"
	],
	[
		"facebook-secret",
		["facebook"],
		"(?:facebook)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-f0-9]{32})(?![\\w-])",
		"i"
	],
	[
		"fastly-api-token",
		["fastly"],
		"(?:fastly)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9=_\\-]{32})(?![\\w-])",
		"i"
	],
	[
		"finicity-api-token",
		["finicity"],
		"(?:finicity)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-f0-9]{32})(?![\\w-])",
		"i"
	],
	[
		"finicity-client-secret",
		["finicity"],
		"(?:finicity)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9]{20})(?![\\w-])",
		"i"
	],
	[
		"finnhub-access-token",
		["finnhub"],
		"(?:finnhub)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9]{20})(?![\\w-])",
		"i"
	],
	[
		"flickr-access-token",
		["flickr"],
		"(?:flickr)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9]{32})(?![\\w-])",
		"i"
	],
	[
		"flutterwave-encryption-key",
		["flwseck_test"],
		"FLWSECK_TEST-[a-h0-9]{12}",
		"i"
	],
	[
		"flutterwave-secret-key",
		["flwseck_test"],
		"FLWSECK_TEST-[a-h0-9]{32}-X",
		"i"
	],
	[
		"flyio-access-token",
		[
			"fo1_",
			"fm1",
			"fm2_"
		],
		"\\b((?:fo1_[\\w-]{43}|fm1[ar]_[a-zA-Z0-9+\\/]{100,}={0,3}|fm2_[a-zA-Z0-9+\\/]{100,}={0,3}))(?![\\w-])"
	],
	[
		"frameio-api-token",
		["fio-u-"],
		"fio-u-[a-z0-9\\-_=]{64}",
		"i"
	],
	[
		"freemius-secret-key",
		["secret_key"],
		"[\"']secret_key[\"']\\s*=>\\s*[\"'](sk_[\\S]{29})[\"']",
		"i"
	],
	[
		"freshbooks-access-token",
		["freshbooks"],
		"(?:freshbooks)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9]{64})(?![\\w-])",
		"i"
	],
	[
		"gcp-api-key",
		["aiza"],
		"\\b(AIza[\\w-]{35})(?![\\w-])"
	],
	[
		"github-app-token",
		["ghu_", "ghs_"],
		"(?:ghu|ghs)_[0-9a-zA-Z]{36}"
	],
	[
		"github-fine-grained-pat",
		["github_pat_"],
		"github_pat_\\w{82}"
	],
	[
		"github-oauth",
		["gho_"],
		"gho_[0-9a-zA-Z]{36}"
	],
	[
		"github-pat",
		["ghp_"],
		"ghp_[0-9a-zA-Z]{36}"
	],
	[
		"github-refresh-token",
		["ghr_"],
		"ghr_[0-9a-zA-Z]{36}"
	],
	[
		"gitlab-cicd-job-token",
		["glcbt-"],
		"glcbt-[0-9a-zA-Z]{1,5}_[0-9a-zA-Z_-]{20}"
	],
	[
		"gitlab-deploy-token",
		["gldt-"],
		"gldt-[0-9a-zA-Z_\\-]{20}"
	],
	[
		"gitlab-feature-flag-client-token",
		["glffct-"],
		"glffct-[0-9a-zA-Z_\\-]{20}"
	],
	[
		"gitlab-feed-token",
		["glft-"],
		"glft-[0-9a-zA-Z_\\-]{20}"
	],
	[
		"gitlab-incoming-mail-token",
		["glimt-"],
		"glimt-[0-9a-zA-Z_\\-]{25}"
	],
	[
		"gitlab-kubernetes-agent-token",
		["glagent-"],
		"glagent-[0-9a-zA-Z_\\-]{50}"
	],
	[
		"gitlab-oauth-app-secret",
		["gloas-"],
		"gloas-[0-9a-zA-Z_\\-]{64}"
	],
	[
		"gitlab-pat",
		["glpat-"],
		"glpat-[\\w-]{20}"
	],
	[
		"gitlab-pat-routable",
		["glpat-"],
		"\\bglpat-[0-9a-zA-Z_-]{27,300}\\.[0-9a-z]{2}[0-9a-z]{7}\\b"
	],
	[
		"gitlab-ptt",
		["glptt-"],
		"glptt-[0-9a-f]{40}"
	],
	[
		"gitlab-rrt",
		["gr1348941"],
		"GR1348941[\\w-]{20}"
	],
	[
		"gitlab-runner-authentication-token",
		["glrt-"],
		"glrt-[0-9a-zA-Z_\\-]{20}"
	],
	[
		"gitlab-runner-authentication-token-routable",
		["glrt-"],
		"\\bglrt-t\\d_[0-9a-zA-Z_\\-]{27,300}\\.[0-9a-z]{2}[0-9a-z]{7}\\b"
	],
	[
		"gitlab-scim-token",
		["glsoat-"],
		"glsoat-[0-9a-zA-Z_\\-]{20}"
	],
	[
		"gitlab-session-cookie",
		["_gitlab_session="],
		"_gitlab_session=[0-9a-z]{32}"
	],
	[
		"gitter-access-token",
		["gitter"],
		"(?:gitter)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9_-]{40})(?![\\w-])",
		"i"
	],
	[
		"gocardless-api-token",
		["live_", "gocardless"],
		"(?:gocardless)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}(live_[a-z0-9\\-_=]{40})(?![\\w-])",
		"i"
	],
	[
		"grafana-api-key",
		["eyjrijoi"],
		"\\b(eyJrIjoi[A-Za-z0-9]{70,400}={0,3})(?![\\w-])",
		"i"
	],
	[
		"grafana-cloud-api-token",
		["glc_"],
		"\\b(glc_[A-Za-z0-9+/]{32,400}={0,3})(?![\\w-])",
		"i"
	],
	[
		"grafana-service-account-token",
		["glsa_"],
		"\\b(glsa_[A-Za-z0-9]{32}_[A-Fa-f0-9]{8})(?![\\w-])",
		"i"
	],
	[
		"harness-api-key",
		["pat.", "sat."],
		"(?:pat|sat)\\.[a-zA-Z0-9_-]{22}\\.[a-zA-Z0-9]{24}\\.[a-zA-Z0-9]{20}"
	],
	[
		"hashicorp-tf-api-token",
		["atlasv1"],
		"[a-z0-9]{14}\\.(?:atlasv1)\\.[a-z0-9\\-_=]{60,70}",
		"i"
	],
	[
		"hashicorp-tf-password",
		["administrator_login_password", "password"],
		"(?:administrator_login_password|password)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}(\"[a-z0-9=_\\-]{8,20}\")(?![\\w-])",
		"i"
	],
	[
		"heroku-api-key",
		["heroku"],
		"(?:heroku)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(?![\\w-])",
		"i"
	],
	[
		"heroku-api-key-v2",
		["hrku-aa"],
		"\\b((HRKU-AA[0-9a-zA-Z_-]{58}))(?![\\w-])"
	],
	[
		"hubspot-api-key",
		["hubspot"],
		"(?:hubspot)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([0-9A-F]{8}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{12})(?![\\w-])",
		"i"
	],
	[
		"huggingface-access-token",
		["hf_"],
		"\\b(hf_(?:[a-z]{34}))(?![\\w-])",
		"i"
	],
	[
		"huggingface-organization-api-token",
		["api_org_"],
		"\\b(api_org_(?:[a-z]{34}))(?![\\w-])",
		"i"
	],
	[
		"infracost-api-token",
		["ico-"],
		"\\b(ico-[a-zA-Z0-9]{32})(?![\\w-])"
	],
	[
		"intercom-api-key",
		["intercom"],
		"(?:intercom)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9=_\\-]{60})(?![\\w-])",
		"i"
	],
	[
		"intra42-client-secret",
		[
			"intra",
			"s-s4t2ud-",
			"s-s4t2af-"
		],
		"\\b(s-s4t2(?:ud|af)-[abcdef0123456789]{64})(?![\\w-])",
		"i"
	],
	[
		"jfrog-api-key",
		[
			"jfrog",
			"artifactory",
			"bintray",
			"xray"
		],
		"(?:jfrog|artifactory|bintray|xray)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9]{73})(?![\\w-])",
		"i"
	],
	[
		"jfrog-identity-token",
		[
			"jfrog",
			"artifactory",
			"bintray",
			"xray"
		],
		"(?:jfrog|artifactory|bintray|xray)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9]{64})(?![\\w-])",
		"i"
	],
	[
		"kraken-access-token",
		["kraken"],
		"(?:kraken)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9\\/=_\\+\\-]{80,90})(?![\\w-])",
		"i"
	],
	[
		"kucoin-access-token",
		["kucoin"],
		"(?:kucoin)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-f0-9]{24})(?![\\w-])",
		"i"
	],
	[
		"kucoin-secret-key",
		["kucoin"],
		"(?:kucoin)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(?![\\w-])",
		"i"
	],
	[
		"launchdarkly-access-token",
		["launchdarkly"],
		"(?:launchdarkly)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9=_\\-]{40})(?![\\w-])",
		"i"
	],
	[
		"linear-api-key",
		["lin_api_"],
		"lin_api_[a-z0-9]{40}",
		"i"
	],
	[
		"linear-client-secret",
		["linear"],
		"(?:linear)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-f0-9]{32})(?![\\w-])",
		"i"
	],
	[
		"linkedin-client-secret",
		[
			"linkedin",
			"linked_in",
			"linked-in"
		],
		"(?:linked[_-]?in)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9]{16})(?![\\w-])",
		"i"
	],
	[
		"lob-api-key",
		["test_", "live_"],
		"(?:lob)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}((live|test)_[a-f0-9]{35})(?![\\w-])",
		"i"
	],
	[
		"looker-client-secret",
		["looker"],
		"(?:looker)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9]{24})(?![\\w-])",
		"i"
	],
	[
		"mailchimp-api-key",
		["mailchimp"],
		"(?:MailchimpSDK.initialize|mailchimp)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-f0-9]{32}-us\\d\\d)(?![\\w-])",
		"i"
	],
	[
		"mailgun-private-api-token",
		["mailgun"],
		"(?:mailgun)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}(key-[a-f0-9]{32})(?![\\w-])",
		"i"
	],
	[
		"mailgun-signing-key",
		["mailgun"],
		"(?:mailgun)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-h0-9]{32}-[a-h0-9]{8}-[a-h0-9]{8})(?![\\w-])",
		"i"
	],
	[
		"mapbox-api-token",
		["mapbox"],
		"(?:mapbox)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}(pk\\.[a-z0-9]{60}\\.[a-z0-9]{22})(?![\\w-])",
		"i"
	],
	[
		"mattermost-access-token",
		["mattermost"],
		"(?:mattermost)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9]{26})(?![\\w-])",
		"i"
	],
	[
		"maxmind-license-key",
		["_mmk"],
		"\\b([A-Za-z0-9]{6}_[A-Za-z0-9]{29}_mmk)(?![\\w-])"
	],
	[
		"messagebird-api-token",
		[
			"messagebird",
			"message-bird",
			"message_bird"
		],
		"(?:message[_-]?bird)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9]{25})(?![\\w-])",
		"i"
	],
	[
		"netlify-access-token",
		["netlify"],
		"(?:netlify)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9=_\\-]{40,46})(?![\\w-])",
		"i"
	],
	[
		"new-relic-browser-api-token",
		["nrjs-"],
		"(?:new-relic|newrelic|new_relic)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}(NRJS-[a-f0-9]{19})(?![\\w-])",
		"i"
	],
	[
		"new-relic-insert-key",
		["nrii-"],
		"(?:new-relic|newrelic|new_relic)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}(NRII-[a-z0-9-]{32})(?![\\w-])",
		"i"
	],
	[
		"new-relic-user-api-key",
		["nrak"],
		"(?:new-relic|newrelic|new_relic)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}(NRAK-[a-z0-9]{27})(?![\\w-])",
		"i"
	],
	[
		"notion-api-token",
		["ntn_"],
		"\\b(ntn_[0-9]{11}[A-Za-z0-9]{32}[A-Za-z0-9]{3})(?![\\w-])"
	],
	[
		"npm-access-token",
		["npm_"],
		"\\b(npm_[a-z0-9]{36})(?![\\w-])",
		"i"
	],
	[
		"nytimes-access-token",
		[
			"nytimes",
			"new-york-times",
			"newyorktimes"
		],
		"(?:nytimes|new-york-times,|newyorktimes)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9=_\\-]{32})(?![\\w-])",
		"i"
	],
	[
		"octopus-deploy-api-key",
		["api-"],
		"\\b(API-[A-Z0-9]{26})(?![\\w-])"
	],
	[
		"okta-access-token",
		["okta"],
		"(?:(?:(?:[Oo]kta|OKTA))(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3})(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}(00[\\w=\\-]{40})(?![\\w-])",
		"i"
	],
	[
		"openai-api-key",
		["t3blbkfj"],
		"\\b(sk-(?:proj|svcacct|admin)-(?:[A-Za-z0-9_-]{74}|[A-Za-z0-9_-]{58})T3BlbkFJ(?:[A-Za-z0-9_-]{74}|[A-Za-z0-9_-]{58})\\b|sk-[a-zA-Z0-9]{20}T3BlbkFJ[a-zA-Z0-9]{20})(?![\\w-])"
	],
	[
		"openshift-user-token",
		["sha256~"],
		"\\b(sha256~[\\w-]{43})(?:[^\\w-]|$)"
	],
	[
		"perplexity-api-key",
		["pplx-"],
		"\\b(pplx-[a-zA-Z0-9]{48})(?:[\\x60'\"\\s;]|\\\\[nr]|$|\\b)"
	],
	[
		"plaid-api-token",
		["plaid"],
		"(?:plaid)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}(access-(?:sandbox|development|production)-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(?![\\w-])",
		"i"
	],
	[
		"plaid-secret-key",
		["plaid"],
		"(?:plaid)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9]{30})(?![\\w-])",
		"i"
	],
	[
		"planetscale-api-token",
		["pscale_tkn_"],
		"\\b(pscale_tkn_[\\w=\\.-]{32,64})(?![\\w-])",
		"i"
	],
	[
		"planetscale-oauth-token",
		["pscale_oauth_"],
		"\\b(pscale_oauth_[\\w=\\.-]{32,64})(?![\\w-])"
	],
	[
		"planetscale-password",
		["pscale_pw_"],
		"\\b(pscale_pw_[\\w=\\.-]{32,64})(?![\\w-])",
		"i"
	],
	[
		"postman-api-token",
		["pmak-"],
		"\\b(PMAK-[a-f0-9]{24}\\-[a-f0-9]{34})(?![\\w-])",
		"i"
	],
	[
		"prefect-api-token",
		["pnu_"],
		"\\b(pnu_[a-zA-Z0-9]{36})(?![\\w-])"
	],
	[
		"privateai-api-token",
		[
			"privateai",
			"private_ai",
			"private-ai"
		],
		"(?:(?:private[_-]?ai)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3})(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9]{32})(?![\\w-])",
		"i"
	],
	[
		"pulumi-api-token",
		["pul-"],
		"\\b(pul-[a-f0-9]{40})(?![\\w-])"
	],
	[
		"pypi-upload-token",
		["pypi-ageichlwas5vcmc"],
		"pypi-AgEIcHlwaS5vcmc[\\w-]{50,1000}"
	],
	[
		"rapidapi-access-token",
		["rapidapi"],
		"(?:rapidapi)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9_-]{50})(?![\\w-])",
		"i"
	],
	[
		"readme-api-token",
		["rdme_"],
		"\\b(rdme_[a-z0-9]{70})(?![\\w-])"
	],
	[
		"rubygems-api-token",
		["rubygems_"],
		"\\b(rubygems_[a-f0-9]{48})(?![\\w-])"
	],
	[
		"scalingo-api-token",
		["tk-us-"],
		"\\b(tk-us-[\\w-]{48})(?![\\w-])"
	],
	[
		"sendbird-access-token",
		["sendbird"],
		"(?:sendbird)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-f0-9]{40})(?![\\w-])",
		"i"
	],
	[
		"sendgrid-api-token",
		["sg."],
		"\\b(SG\\.[a-z0-9=_\\-\\.]{66})(?![\\w-])",
		"i"
	],
	[
		"sendinblue-api-token",
		["xkeysib-"],
		"\\b(xkeysib-[a-f0-9]{64}\\-[a-z0-9]{16})(?![\\w-])",
		"i"
	],
	[
		"sentry-access-token",
		["sentry"],
		"(?:sentry)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-f0-9]{64})(?![\\w-])",
		"i"
	],
	[
		"sentry-org-token",
		["sntrys_eyjpyxqio"],
		"\\bsntrys_eyJpYXQiO[a-zA-Z0-9+/]{10,200}(?:LCJyZWdpb25fdXJs|InJlZ2lvbl91cmwi|cmVnaW9uX3VybCI6)[a-zA-Z0-9+/]{10,200}={0,2}_[a-zA-Z0-9+/]{43}(?:[^a-zA-Z0-9+/]|$)"
	],
	[
		"sentry-user-token",
		["sntryu_"],
		"\\b(sntryu_[a-f0-9]{64})(?![\\w-])"
	],
	[
		"settlemint-application-access-token",
		["sm_aat"],
		"\\b(sm_aat_[a-zA-Z0-9]{16})(?![\\w-])"
	],
	[
		"settlemint-personal-access-token",
		["sm_pat"],
		"\\b(sm_pat_[a-zA-Z0-9]{16})(?![\\w-])"
	],
	[
		"settlemint-service-access-token",
		["sm_sat"],
		"\\b(sm_sat_[a-zA-Z0-9]{16})(?![\\w-])"
	],
	[
		"shippo-api-token",
		["shippo_"],
		"\\b(shippo_(?:live|test)_[a-fA-F0-9]{40})(?![\\w-])"
	],
	[
		"shopify-access-token",
		["shpat_"],
		"shpat_[a-fA-F0-9]{32}"
	],
	[
		"shopify-custom-access-token",
		["shpca_"],
		"shpca_[a-fA-F0-9]{32}"
	],
	[
		"shopify-private-app-access-token",
		["shppa_"],
		"shppa_[a-fA-F0-9]{32}"
	],
	[
		"shopify-shared-secret",
		["shpss_"],
		"shpss_[a-fA-F0-9]{32}"
	],
	[
		"sidekiq-secret",
		["bundle_enterprise__contribsys__com", "bundle_gems__contribsys__com"],
		"(?:BUNDLE_ENTERPRISE__CONTRIBSYS__COM|BUNDLE_GEMS__CONTRIBSYS__COM)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-f0-9]{8}:[a-f0-9]{8})(?![\\w-])",
		"i"
	],
	[
		"sidekiq-sensitive-url",
		["gems.contribsys.com", "enterprise.contribsys.com"],
		"\\bhttps?://([a-f0-9]{8}:[a-f0-9]{8})@(?:gems.contribsys.com|enterprise.contribsys.com)(?:[\\/|\\#|\\?|:]|$)",
		"i"
	],
	[
		"slack-app-token",
		["xapp"],
		"xapp-\\d-[A-Z0-9]+-\\d+-[a-z0-9]+",
		"i"
	],
	[
		"slack-bot-token",
		["xoxb"],
		"xoxb-[0-9]{10,13}-[0-9]{10,13}[a-zA-Z0-9-]*"
	],
	[
		"slack-config-access-token",
		["xoxe.xoxb-", "xoxe.xoxp-"],
		"xoxe.xox[bp]-\\d-[A-Z0-9]{163,166}",
		"i"
	],
	[
		"slack-config-refresh-token",
		["xoxe-"],
		"xoxe-\\d-[A-Z0-9]{146}",
		"i"
	],
	[
		"slack-legacy-bot-token",
		["xoxb"],
		"xoxb-[0-9]{8,14}-[a-zA-Z0-9]{18,26}"
	],
	[
		"slack-legacy-token",
		["xoxo", "xoxs"],
		"xox[os]-\\d+-\\d+-\\d+-[a-fA-F\\d]+"
	],
	[
		"slack-legacy-workspace-token",
		["xoxa", "xoxr"],
		"xox[ar]-(?:\\d-)?[0-9a-zA-Z]{8,48}"
	],
	[
		"slack-user-token",
		["xoxp-", "xoxe-"],
		"xox[pe](?:-[0-9]{10,13}){3}-[a-zA-Z0-9-]{28,34}"
	],
	[
		"slack-webhook-url",
		["hooks.slack.com"],
		"(?:https?://)?hooks.slack.com/(?:services|workflows|triggers)/[A-Za-z0-9+/]{43,56}"
	],
	[
		"snyk-api-token",
		["snyk"],
		"(?:snyk[_.-]?(?:(?:api|oauth)[_.-]?)?(?:key|token))(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(?![\\w-])",
		"i"
	],
	[
		"sonar-api-token",
		["sonar"],
		"(?:sonar[_.-]?(?:login|token))(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}((?:squ_|sqp_|sqa_)?[a-z0-9=_\\-]{40})(?![\\w-])",
		"i"
	],
	[
		"square-access-token",
		["sq0atp-", "eaaa"],
		"\\b((?:EAAA|sq0atp-)[\\w-]{22,60})(?![\\w-])"
	],
	[
		"squarespace-access-token",
		["squarespace"],
		"(?:squarespace)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(?![\\w-])",
		"i"
	],
	[
		"stripe-access-token",
		[
			"sk_test",
			"sk_live",
			"sk_prod",
			"rk_test",
			"rk_live",
			"rk_prod"
		],
		"\\b((?:sk|rk)_(?:test|live|prod)_[a-zA-Z0-9]{10,99})(?![\\w-])"
	],
	[
		"sumologic-access-token",
		["sumo"],
		"(?:(?:[Ss]umo|SUMO))(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9]{64})(?![\\w-])",
		"i"
	],
	[
		"telegram-bot-api-token",
		["telegr"],
		"(?:telegr)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([0-9]{5,16}:(?:A)[a-z0-9_\\-]{34})(?![\\w-])",
		"i"
	],
	[
		"travisci-access-token",
		["travis"],
		"(?:travis)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9]{22})(?![\\w-])",
		"i"
	],
	[
		"twilio-api-key",
		["sk"],
		"SK[0-9a-fA-F]{32}"
	],
	[
		"twitch-api-token",
		["twitch"],
		"(?:twitch)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9]{30})(?![\\w-])",
		"i"
	],
	[
		"twitter-access-secret",
		["twitter"],
		"(?:twitter)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9]{45})(?![\\w-])",
		"i"
	],
	[
		"twitter-access-token",
		["twitter"],
		"(?:twitter)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([0-9]{15,25}-[a-zA-Z0-9]{20,40})(?![\\w-])",
		"i"
	],
	[
		"twitter-api-key",
		["twitter"],
		"(?:twitter)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9]{25})(?![\\w-])",
		"i"
	],
	[
		"twitter-api-secret",
		["twitter"],
		"(?:twitter)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9]{50})(?![\\w-])",
		"i"
	],
	[
		"twitter-bearer-token",
		["twitter"],
		"(?:twitter)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}(A{22}[a-zA-Z0-9%]{80,100})(?![\\w-])",
		"i"
	],
	[
		"typeform-api-token",
		["tfp_"],
		"(?:typeform)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}(tfp_[a-z0-9\\-_\\.=]{59})(?![\\w-])",
		"i"
	],
	[
		"vault-batch-token",
		["hvb."],
		"\\b(hvb\\.[\\w-]{138,300})(?![\\w-])"
	],
	[
		"vault-service-token",
		["hvs.", "s."],
		"\\b((?:hvs\\.[\\w-]{90,120}|s\\.(?:[a-z0-9]{24})))(?![\\w-])",
		"i"
	],
	[
		"yandex-access-token",
		["yandex"],
		"(?:yandex)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}(t1\\.[A-Z0-9a-z_-]+[=]{0,2}\\.[A-Z0-9a-z_-]{86}[=]{0,2})(?![\\w-])",
		"i"
	],
	[
		"yandex-api-key",
		["yandex"],
		"(?:yandex)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}(AQVN[A-Za-z0-9_\\-]{35,38})(?![\\w-])",
		"i"
	],
	[
		"yandex-aws-access-token",
		["yandex"],
		"(?:yandex)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}(YC[a-zA-Z0-9_\\-]{38})(?![\\w-])",
		"i"
	],
	[
		"zendesk-secret-key",
		["zendesk"],
		"(?:zendesk)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([a-z0-9]{40})(?![\\w-])",
		"i"
	]
];
const TOKENS = [
	/-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?:[\s\S]*?-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|[\s\S]*)/g,
	/(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*){1,3}/g,
	new RegExp(`(?<![A-Za-z0-9])(?:${[
		...[
			"gh[a-z]_",
			"github_pat_",
			"gl[a-z]{2,8}-",
			"ATCTT3xF",
			"ATATT3xF",
			"ATBB",
			"npm_",
			"pypi-",
			"dckr_[a-z]{3}_"
		],
		...[
			"sk-ant-",
			"gsk_",
			"xai-",
			"hf_",
			"r8_",
			"nvapi-",
			"pplx-",
			"csk-",
			"tgp_v1_",
			"lsv2_[a-z]{2}_",
			"pcsk_",
			"tvly-"
		],
		...[
			"[srp]k_(?:live|test|prod)_",
			"whsec_",
			"SG\\.",
			"key-(?=[0-9a-f]{32})",
			"sq0[a-z]{3}-",
			"xkeysib-",
			"shp[a-z]{2}_"
		],
		...[
			"hv[sbr]\\.",
			"do[opr]_v1_",
			"ya29\\.",
			"GOCSPX-",
			"1//0",
			"AIza",
			"AGE-SECRET-KEY-1",
			"sbp_",
			"sb_secret_"
		],
		...[
			"xox[a-z](?:\\.xox[a-z])?-",
			"xapp-",
			"figd_",
			"lin_(?:api|oauth)_",
			"ntn_",
			"secret_(?=[A-Za-z0-9]{40})",
			"PMAK-"
		],
		...[
			"CCIPAT_",
			"bkua_",
			"glsa_",
			"glc_",
			"dapi(?=[0-9a-f]{32})",
			"NRAK-",
			"ops_eyJ",
			"rubygems_",
			"vcp_",
			"fo1_",
			"fm[12]_"
		]
	].join("|")})[A-Za-z0-9_][A-Za-z0-9_-]{9,}(?:[.=~/+-][A-Za-z0-9_-]+)*=*`, "g"),
	/(?<![A-Za-z0-9_-])sk-(?=[A-Za-z_-]*[0-9])[A-Za-z0-9_-]{16,}/g,
	/(?<![A-Za-z0-9])A(?:KIA|SIA|BIA|CCA|3T[A-Z0-9])[0-9A-Z]{16}(?![0-9A-Z])/g,
	/(?<![A-Za-z0-9])[0-9]{8,10}:AA[A-Za-z0-9_-]{30,40}(?![A-Za-z0-9_-])/g,
	/(?<![A-Za-z0-9_.-])[MNO][A-Za-z0-9_-]{22,27}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,40}(?![A-Za-z0-9_-])/g
];
const NO_SECRET = String.raw`(?!\\{0,3}["']?(?:\$|%[A-Za-z_]+%)|(?:basic|bearer|token)[ \t])`;
const QUOTED = String.raw`\\{0,3}"[^"]*"|\\{0,3}'[^']*'|\\{0,3}["'][^\s"']*`;
const WORD = String.raw`[^\s"',;&)<]`;
const SHA$1 = "(?:[0-9a-f]{40}|[0-9a-f]{64})(?![0-9a-z])";
const NAME_ENDINGS = [
	"token",
	"secret",
	"passw(?:or)?d",
	"passphrase",
	"api_?key",
	"access_?key",
	"private_?key"
];
const WHOLE_NAMES = [
	...[
		"bearer",
		"secrets",
		"authorization",
		"credentials?",
		"cookies?",
		"pwd",
		"_auth",
		"pat",
		"dsn"
	],
	...["(?:account|app|auth|client|deploy|encryption|functions?|hmac|host|jwt|license|master|secret|service|session)_?key"],
	...["(?:shared_?access|signing|ssh|storage|subscription|webhook)_?(?:key|signature)", "access_?key_?secret"],
	...["(?:sas|x_amz)_?(?:token|signature)", "(?<=[A-Za-z0-9][_-]|--)pass"]
];
const inText = (names) => names.join("|").replaceAll("_?", "[_-]?");
const LABEL = `(?:(?:${inText(NAME_ENDINGS)})|(?<![A-Za-z0-9])(?:${inText(WHOLE_NAMES)}))`;
const SECRET_NAME = new RegExp(`(?:(?:${NAME_ENDINGS.join("|")})|(?:^|_)(?:${WHOLE_NAMES.join("|")}|pass))$`);
const LABELLED = [
	/([a-z][a-z0-9+.-]{0,20}:\/\/)(?!\$)[^\s/:@"'$]{6,200}(?=:(?:x-oauth-basic|x)?@)/gi,
	/([a-z][a-z0-9+.-]{0,20}:\/\/[^\s/:@"']{0,200}:)(?![$*]|x-oauth-basic@)[^\s/"']+(?=@)/gi,
	/(https?:\/\/)(?![a-z][a-z-]{0,7}@|\$)[^\s/:@"'$?#]{3,200}(?=@)/gi,
	/(?<![\w/@:.-])((?!mailto:)[A-Za-z][\w.-]{0,60}:)(?=[^\s:@/"']{0,100}[0-9])(?!\$)[^\s:@/"']{6,100}(?=@[\w-]+\.[a-z])/gi,
	/(hooks\.slack(?:-gov)?\.com\/(?:services|workflows|triggers)\/)[A-Za-z0-9+/_-]{8,}/gi,
	/(discord(?:app)?\.com\/api\/(?:v[0-9]+\/)?webhooks\/)[0-9]+\/[A-Za-z0-9_-]+/gi,
	/(webhook\.office\.com\/webhookb2\/)[^\s"'<>)]+/gi,
	/([?&](?:sig|signature|code|key|auth|[a-z_-]{0,30}token|x-(?:amz|goog)-(?:signature|credential))=)(?!\$)[^\s"'&<>)#]{8,}/gi,
	new RegExp(String.raw`(\bauthorization\\?["']?[ \t]*[:=][ \t]*\\?["']?(?:(?:basic|bearer|token|apikey|bot)[ \t]+)?)${NO_SECRET}(?:(?:digest|negotiate|hawk|aws4[\w-]*)[ \t][^"'\r\n]*|[^\s"',;]+)`, "gi"),
	/(\b(?:set-)?cookie:[ \t]*)(?!\$)[^"'\r\n]+/gi,
	/(\bbearer[ \t]+)[A-Za-z0-9._~+/=-]{8,}/gi,
	/(\bbasic[ \t]+)(?=[A-Za-z/+]{0,200}[0-9=])[A-Za-z0-9+/]{8,}=*/gi,
	new RegExp(`(${LABEL}=)${NO_SECRET}(?!(?<=pwd=)/)(?:${QUOTED}|${WORD}+)`, "gi"),
	new RegExp(`(\\b(?!(?:PUBLIC|CACHE|PRIMARY|SORT)_)[A-Z][A-Z0-9_]{0,60}_KEY=)${NO_SECRET}(?!["']?${SHA$1})(?=["']?[A-Za-z/+_-]{0,200}[0-9])(?:${QUOTED}|${WORD}{8,})`, "g"),
	new RegExp(String.raw`((?<![A-Za-z0-9-])--?[A-Za-z0-9-]{0,40}${LABEL}[ \t]+)${NO_SECRET}(?:${QUOTED}|(?!-)${WORD}+)`, "gi"),
	new RegExp(String.raw`(${LABEL}\\{0,3}["']?[ \t]*(?::|=>)[ \t]*)${NO_SECRET}(?:${QUOTED}|(?!${SHA$1})(?=[^\s0-9]{0,200}[0-9])${WORD}{6,})`, "gi"),
	/(["']auth["'][ \t]*:[ \t]*)"[A-Za-z0-9+/=]{8,}"/gi,
	new RegExp(String.raw`(<(?:[\w:.-]{0,40}?(?:${inText(NAME_ENDINGS)}))>)(?!\$)[^<\s]+`, "gi"),
	/((?<![\w-])(?:-u|-U|--user|--proxy-user)[ \t=]*["']?[^\s"':$/]{1,100}:)(?![0-9$/])[^\s"':/]+(?=["'\s]|$)/g,
	/((?<![\w-])(?:-u|-U|--user|--proxy-user)[ \t=]*["']?[^\s"':$/]{1,100}:)(?=[0-9]+[A-Za-z_!?#%^&*+=-])[^\s"':/]+/g,
	/(\b(?:mysql|mariadb)[\w-]{0,20}[ \t](?:[^\n;|&]{0,200}?[ \t])?-p)(?!\$|["']\$)(?:"[^"]*"|'[^']*'|[^\s"']+)/g,
	/(\b(?:docker|podman|helm|nerdctl|skopeo|oras)[ \t](?:[^\n;|&]{0,100}?[ \t])?login[ \t](?:[^\n;|&]{0,200}?[ \t])?-p[ \t]+)(?!["']?\$)(?:"[^"]*"|'[^']*'|[^\s"']+)/g,
	/(\b(?:sshpass[ \t]+-p|redis-cli[ \t](?:[^\n;|&]{0,200}?[ \t])?-a)[ \t]*)(?!["']?\$)(?:"[^"]*"|'[^']*'|[^\s"']+)/g,
	/(\bmachine\s{1,20}\S{1,200}\s{1,20}login\s{1,20}\S{1,200}\s{1,20}password\s{1,20})(?!\$)\S+/gi,
	/(\bpass(?:in|out)?[ \t]+["']?pass:)(?!\$)[^\s"']+/gi,
	/(\b(?:password|identified[ \t]+by)[ \t]+)(?!["']\$)(?:'[^']+'|"[^"]+")/gi
];
// src/agent/redact.ts
var redact_exports = require_rolldown_runtime.__exportAll({
	recordPrompt: () => recordPrompt,
	redactConfig: () => redactConfig,
	redactText: () => redactText,
	redactValue: () => redactValue,
	secretsOf: () => secretsOf,
	spellingsOf: () => spellingsOf
});
const REDACTED = "***";
const SHORTEST_SECRET = 6;
const SHA = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i;
const SECRET_VARIABLE = /TOKEN|SECRET|PASSW(?:OR)?D|PASSPHRASE|CREDENTIAL|API_?KEY|(?:^|_)(?:PASS|PAT|DSN|WEBHOOK(?:_URL)?)$|_PWD$|(?<!CACHE|PUBLIC|PRIMARY|SORT)_KEY$/i;
const SHORTEST_VARIABLE = 8;
function redactText(text, secrets) {
	let result = text;
	const known = secrets.filter((secret) => secret.length >= SHORTEST_SECRET);
	for (const secret of known.toSorted((a, b) => b.length - a.length)) result = result.replaceAll(secret, REDACTED);
	for (const token of TOKENS) result = result.replaceAll(token, REDACTED);
	result = redactByGitleaks(result);
	for (const labelled of LABELLED) result = result.replaceAll(labelled, `$1${REDACTED}`);
	return result;
}
const patterns = new Map();
function redactByGitleaks(text) {
	const words = text.toLowerCase();
	return GITLEAKS_RULES.reduce((result, [id, keywords, source, flags = ""]) => {
		if (!keywords.some((keyword) => words.includes(keyword))) return result;
		const pattern = patterns.get(id) ?? new RegExp(source, `g${flags}`);
		patterns.set(id, pattern);
		return result.replaceAll(pattern, redactMatch);
	}, text);
}
function redactMatch(match, ...rest) {
	const secret = rest.slice(0, rest.findIndex((argument) => typeof argument === "number")).find((group) => typeof group === "string" && group !== "") ?? match;
	if (typeof secret !== "string" || SHA.test(secret) || !/[0-9]/.test(secret)) return match;
	return match.replaceAll(secret, REDACTED);
}
function secretsOf(env) {
	return Object.entries(env).flatMap(([name, value = ""]) => SECRET_VARIABLE.test(name) && value.length >= SHORTEST_VARIABLE && !/^[.~]?\//.test(value) ? [value] : []);
}
function redactConfig(config, secrets) {
	const clean = (text) => text === null ? null : redactText(text, secrets);
	return {
		...config,
		name: clean(config.name),
		command: clean(config.command),
		model: clean(config.model),
		system_prompt: clean(config.system_prompt),
		tools: config.tools.map((tool) => redactText(tool, secrets)),
		metadata: redactObject(config.metadata, secrets)
	};
}
function redactValue(value, secrets) {
	if (typeof value === "string") return redactText(value, secrets);
	if (Array.isArray(value)) return value.map((item) => redactValue(item, secrets));
	return typeof value === "object" && value !== null ? redactObject(value, secrets) : value;
}
function redactObject(value, secrets) {
	return Object.fromEntries(Object.entries(value).map(([key, item]) => [redactText(key, secrets), isSecretKey(key) ? blot(item) : redactValue(item, secrets)]));
}
function isSecretKey(key) {
	const words = key.replace(/([a-z0-9])([A-Z])|([A-Z])(?=[A-Z][a-z])/g, "$1$3_$2").replace(/[^A-Za-z0-9]+/g, "_");
	return SECRET_NAME.test(words.toLowerCase());
}
function blot(value) {
	if (Array.isArray(value)) return value.map(blot);
	if (typeof value === "object" && value !== null) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, blot(item)]));
	return typeof value === "string" && value !== "" || typeof value === "number" ? REDACTED : value;
}
const MOST_READ = 16 * require_step.MOST_PROMPT_BYTES;
function recordPrompt(prompt, { secrets, keepsText }) {
	const text = keepsText ? redactText(prompt.slice(0, MOST_READ), secrets) : null;
	return {
		text,
		sha256: (0, node_crypto.createHash)("sha256").update(prompt).digest("hex"),
		bytes: Buffer.byteLength(prompt),
		...text !== null && text !== prompt && { altered: true }
	};
}
function spellingsOf(prompt) {
	return [
		prompt,
		prompt.replaceAll(/["\\]/g, "\\$&"),
		prompt.replaceAll("'", "'\\''")
	];
}
Object.defineProperty(exports, "recordPrompt", {
	enumerable: true,
	get: function() {
		return recordPrompt;
	}
});
Object.defineProperty(exports, "redactConfig", {
	enumerable: true,
	get: function() {
		return redactConfig;
	}
});
Object.defineProperty(exports, "redactText", {
	enumerable: true,
	get: function() {
		return redactText;
	}
});
Object.defineProperty(exports, "redact_exports", {
	enumerable: true,
	get: function() {
		return redact_exports;
	}
});
Object.defineProperty(exports, "secretsOf", {
	enumerable: true,
	get: function() {
		return secretsOf;
	}
});
Object.defineProperty(exports, "spellingsOf", {
	enumerable: true,
	get: function() {
		return spellingsOf;
	}
});
