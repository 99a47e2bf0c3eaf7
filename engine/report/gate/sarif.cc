#include "engine/report/gate/sarif.h"

#include <map>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"
#include "engine/report/gate/gate_parts.h"
#include "engine/report/json_writer.h"
#include "engine/report/maintainability/findings.h"

namespace patchgraph {
namespace {

constexpr char kSchema[] =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
    "sarif-schema-2.1.0.json";
constexpr char kFingerprintName[] = "patchgraph/v1";

struct KindHelp {
  absl::string_view kind;
  absl::string_view text;
};

// What somebody who meets a finding should do.
constexpr KindHelp kKindHelp[] = {
    {"conflict",
     "Resolve it, or drop the patch. `patchgraph why` names the commits that "
     "it comes from; `patchgraph resolutions` remembers how it was resolved."},
    {"blocked",
     "Resolve the conflict that it waits for; then it can be placed."},
    {"masked",
     "Repeat the patch in the whole file that undoes it, or take the patch "
     "out."},
    {"break",
     "Guard the use with the feature's symbol, or declare the name without "
     "it."},
    {"cannot-be-off", "Give the symbol a prompt, and do not default it to y."},
    {"neutral", "Guard the hunk with the feature's symbol."},
    {"unknown", "Look at the file by hand: it could not be proved the same."},
    {"lost-symbol",
     "Use the name that took its place; the target no longer has this one."},
    {"drift",
     "Carry upstream's change into the copy: `patchgraph drift --port`."},
    {"security", "Carry the fix into the copy before anything else."},
    {"fork-conflict", "Resolve it in the copy by hand."},
    {"interface", "Tell those who build drivers from outside."},
    {"landed", "Drop the patch: `patchgraph landed` shows the evidence."},
};

absl::string_view HelpOf(absl::string_view kind) {
  for (const KindHelp& help : kKindHelp) {
    if (help.kind == kind) return help.text;
  }
  return "See docs/gate.md.";
}

// A path as a relative reference of RFC 3986.
std::string UriOf(absl::string_view path) {
  std::string uri;
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    if (absl::ascii_isalnum(byte) ||
        absl::string_view("-._~/+").find(c) != absl::string_view::npos) {
      uri.push_back(c);
    } else {
      absl::StrAppendFormat(&uri, "%%%02X", byte);
    }
  }
  return uri;
}

// Text in which nothing is a placeholder or a link.
std::string SarifText(absl::string_view text) {
  return absl::StrReplaceAll(
      text,
      {{"\\", "\\\\"}, {"[", "\\["}, {"]", "\\]"}, {"{", "{{"}, {"}", "}}"}});
}

class SarifWriter {
 public:
  explicit SarifWriter(const GateReport& report) : report_(report) {}

  std::string Write() {
    FindRules();
    json_.OpenObject();
    json_.Text("$schema", kSchema);
    json_.Text("version", "2.1.0");
    json_.Key("runs");
    json_.OpenList();
    json_.OpenObject();
    AddTool();
    json_.Key("automationDetails");
    json_.OpenObject();
    json_.Text("id", absl::StrCat("patchgraph/", report_.title(), "/"));
    json_.CloseObject();
    json_.Text("columnKind", "unicodeCodePoints");
    json_.Key("results");
    json_.OpenList();
    for (const GateFinding& finding : report_.findings()) AddFinding(finding);
    for (const GateVerdict* verdict : limits_) AddVerdict(*verdict);
    json_.CloseList();
    json_.CloseObject();
    json_.CloseList();
    json_.CloseObject();
    return json_.Take();
  }

 private:
  void FindRules() {
    for (const GateFinding& finding : report_.findings()) {
      const std::string& kind = finding.finding().kind();
      if (rule_index_.emplace(kind, rule_index_.size()).second) {
        kinds_.push_back(kind);
      }
    }
    for (const GateItem& item : ItemsOf(report_)) {
      if (item.verdict == nullptr) continue;
      limits_.push_back(item.verdict);
      const std::string rule = RuleOf(*item.verdict);
      if (rule_index_.emplace(rule, rule_index_.size()).second) {
        limit_rules_.push_back(item.verdict);
      }
    }
  }

  static std::string RuleOf(const GateVerdict& verdict) {
    return absl::StrCat("limit/", verdict.limit());
  }

  void AddTool() {
    json_.Key("tool");
    json_.OpenObject();
    json_.Key("driver");
    json_.OpenObject();
    json_.Text("name", "patchgraph");
    json_.TextIfAny("version", report_.version());
    json_.Key("rules");
    json_.OpenList();
    for (const std::string& kind : kinds_) {
      const FindingKind* known = FindFindingKind(kind);
      AddRule(
          kind,
          absl::StrCat(
              known == nullptr ? absl::string_view(kind) : known->meaning, "."),
          HelpOf(kind), "warning");
    }
    for (const GateVerdict* verdict : limit_rules_) {
      AddRule(
          RuleOf(*verdict),
          absl::StrCat(
              "A limit on ",
              verdict->figure().empty()
                  ? absl::StrCat("findings of kind ", verdict->finding())
                  : verdict->figure(),
              "."),
          verdict->reason().empty() ? "See docs/policy.md." : verdict->reason(),
          verdict->severity());
    }
    json_.CloseList();
    json_.CloseObject();
    json_.CloseObject();
  }

  void AddMessage(absl::string_view key, absl::string_view text) {
    json_.Key(key);
    json_.OpenObject();
    json_.Text("text", SarifText(text));
    json_.CloseObject();
  }

  void AddRule(const std::string& id, const std::string& description,
               absl::string_view help, absl::string_view level) {
    json_.OpenObject();
    json_.Text("id", id);
    AddMessage("shortDescription", description);
    AddMessage("fullDescription", absl::StrCat(description, " ", help));
    AddMessage("help", help);
    json_.Key("defaultConfiguration");
    json_.OpenObject();
    json_.Text("level", level);
    json_.CloseObject();
    json_.CloseObject();
  }

  void BeginResult(const std::string& rule, absl::string_view level,
                   absl::string_view message) {
    json_.OpenObject();
    json_.Text("ruleId", rule);
    json_.Number("ruleIndex", static_cast<double>(rule_index_.at(rule)));
    json_.Text("level", level);
    AddMessage("message", message);
  }

  void AddLocation(const GateItem& item, const std::string& stack,
                   const std::string& patch) {
    json_.Key("locations");
    json_.OpenList();
    json_.OpenObject();
    json_.Key("physicalLocation");
    json_.OpenObject();
    json_.Key("artifactLocation");
    json_.OpenObject();
    json_.Text("uri", UriOf(item.path));
    json_.CloseObject();
    json_.Key("region");
    json_.OpenObject();
    json_.Number("startLine", item.line);
    json_.Number("endLine", item.last_line);
    json_.CloseObject();
    json_.CloseObject();
    if (!stack.empty() || !patch.empty()) {
      json_.Key("logicalLocations");
      json_.OpenList();
      json_.OpenObject();
      json_.Text("name", patch.empty() ? stack : patch);
      json_.Text("fullyQualifiedName",
                 patch.empty() ? stack : absl::StrCat(stack, "/", patch));
      json_.Text("kind", patch.empty() ? "stack" : "patch");
      json_.CloseObject();
      json_.CloseList();
    }
    json_.CloseObject();
    json_.CloseList();
  }

  void AddFingerprint(const std::string& fingerprint) {
    json_.Key("partialFingerprints");
    json_.OpenObject();
    json_.Text(kFingerprintName, fingerprint);
    json_.CloseObject();
  }

  void AddFinding(const GateFinding& finding) {
    const GateItem item = ItemOf(report_, finding);
    BeginResult(finding.finding().kind(),
                finding.level().empty() ? "note" : finding.level(),
                item.message);
    AddLocation(item, finding.finding().stack(), finding.finding().patch());
    AddFingerprint(item.fingerprint);
    json_.TextIfAny("baselineState", finding.state());
    json_.Key("suppressions");
    json_.OpenList();
    if (finding.has_exception()) AddSuppression(finding.exception());
    json_.CloseList();
    json_.Key("properties");
    json_.OpenObject();
    json_.TextIfAny("flavour", finding.finding().flavour());
    json_.TextIfAny("subsystem", finding.finding().subsystem());
    json_.TextIfAny("owner", finding.owner());
    json_.Number("weight", finding.weight());
    json_.Key("tags");
    json_.OpenList();
    for (const std::string& tag : finding.tags()) json_.Text(tag);
    json_.CloseList();
    json_.CloseObject();
    json_.CloseObject();
  }

  void AddSuppression(const GateException& exception) {
    json_.OpenObject();
    json_.Text("kind", "external");
    json_.Text("status", "accepted");
    json_.Text("justification",
               absl::StrCat(exception.who(), ": ", exception.why(), " (until ",
                            exception.until(), ")"));
    json_.CloseObject();
  }

  void AddVerdict(const GateVerdict& verdict) {
    const GateItem item = ItemOf(verdict);
    BeginResult(RuleOf(verdict), item.level,
                absl::StrCat(item.title, ": ", item.message));
    AddLocation(item, verdict.stack(), "");
    AddFingerprint(item.fingerprint);
    json_.CloseObject();
  }

  const GateReport& report_;
  JsonWriter json_;
  std::map<std::string, size_t> rule_index_;
  std::vector<std::string> kinds_;
  std::vector<const GateVerdict*> limit_rules_;
  std::vector<const GateVerdict*> limits_;
};

}  // namespace

std::string ToSarif(const GateReport& report) {
  return SarifWriter(report).Write();
}

}  // namespace patchgraph
