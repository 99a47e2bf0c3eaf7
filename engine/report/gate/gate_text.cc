#include "engine/report/gate/gate_text.h"

#include <algorithm>
#include <map>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/report/gate/gate_parts.h"
#include "engine/report/terminal_text.h"

namespace patchgraph {
namespace {

// So that an answer fits on a screen of 24 lines: of a few limits that fail the
// reason and some findings; of more than that a line and one finding each, and
// the rest with -v.
constexpr size_t kMostInFull = 3;
constexpr size_t kMostOfALimit = 2;
constexpr size_t kMostFindings = 8;
constexpr int kWordWidth = 9;

Ink InkOfVerdict(const GateVerdict& verdict) {
  if (verdict.outcome() != "fail") return Ink::kNotice;
  return verdict.severity() == "error" ? Ink::kBad : Ink::kNotice;
}

class GateTextWriter {
 public:
  GateTextWriter(const GateReport& report, const TextStyle& style)
      : report_(report), style_(style) {
    for (const GateFinding& finding : report.findings()) {
      if (finding.state() == "absent") continue;
      by_fingerprint_[finding.finding().fingerprint()] = &finding;
    }
    const auto failing = static_cast<size_t>(CountVerdicts(report, "fail"));
    in_full_ = style.verbose || failing <= kMostInFull;
  }

  std::string Write() {
    const std::string headline = Visible(GateHeadline(report_));
    const size_t word = headline.find_first_of(" ,");
    absl::StrAppend(&out_,
                    Paint(absl::StrCat("gate: ", headline.substr(0, word)),
                          report_.passed() ? Ink::kGood : Ink::kBad, style_),
                    word == std::string::npos ? "" : headline.substr(word),
                    ".\n");
    for (const char* severity : {"error", "warning", "note"}) {
      for (const GateVerdict& verdict : report_.verdicts()) {
        if (verdict.severity() == severity && verdict.outcome() == "fail") {
          AddVerdict(verdict, verdict.severity());
        }
      }
    }
    for (const GateVerdict& verdict : report_.verdicts()) {
      if (verdict.outcome() == "excepted") AddVerdict(verdict, "excepted");
    }
    if (style_.verbose) AddOthers();
    absl::StrAppend(&out_, "\n", OtherLimits(report_), ".",
                    in_full_ ? "" : " All findings: -v.", "\n");
    AddChanges();
    for (const std::string& note : ExceptionNotes(report_)) {
      absl::StrAppend(&out_, "note: ", Visible(note), "\n");
    }
    for (const std::string& note : report_.notes()) {
      absl::StrAppend(&out_, "note: ", Visible(note), "\n");
    }
    return std::move(out_);
  }

 private:
  void AddVerdict(const GateVerdict& verdict, const std::string& word) {
    // The lines between are the first to go where many limits fail.
    absl::StrAppend(
        &out_, in_full_ || first_ ? "\n  " : "  ",
        Paint(PadRight(word, kWordWidth), InkOfVerdict(verdict), style_),
        Paint(Visible(LimitWithGroup(verdict)), Ink::kBold, style_), ": ",
        Visible(verdict.message()), "\n");
    first_ = false;
    if (in_full_ && !verdict.reason().empty()) {
      AddIndented(Visible(verdict.reason()));
    }
    AddFindings(verdict);
  }

  void AddFindings(const GateVerdict& verdict) {
    if (verdict.outcome() != "fail") return;
    const auto size = static_cast<size_t>(verdict.fingerprints_size());
    size_t shown = style_.verbose ? size : std::min(size, kMostOfALimit);
    if (!in_full_) {
      shown = std::min<size_t>(size, findings_ < kMostFindings ? 1 : 0);
    }
    findings_ += shown;
    const std::vector<const GateFinding*> findings = CountedBy(verdict);
    for (size_t i = 0; i < std::min(shown, findings.size()); ++i) {
      AddFinding(*findings[i]);
    }
    // How many there are is in the limit's own line.
    if (in_full_ && shown < size) {
      AddIndented(absl::StrCat("and ", size - shown, " more (-v)"));
    }
  }

  // The new ones first: of what became worse they are the reason.
  std::vector<const GateFinding*> CountedBy(const GateVerdict& verdict) const {
    std::vector<const GateFinding*> findings;
    for (const std::string& fingerprint : verdict.fingerprints()) {
      const auto found = by_fingerprint_.find(fingerprint);
      if (found != by_fingerprint_.end()) findings.push_back(found->second);
    }
    std::stable_partition(
        findings.begin(), findings.end(),
        [](const GateFinding* finding) { return finding->state() == "new"; });
    return findings;
  }

  void AddFinding(const GateFinding& gate_finding) {
    const Finding& finding = gate_finding.finding();
    std::string where = Visible(finding.path());
    if (finding.line() > 0) absl::StrAppend(&where, ":", finding.line());
    if (where.empty()) where = Visible(finding.stack());
    AddIndented(absl::StrCat(
        where, where.empty() ? "" : "  ", Visible(finding.message()), " [",
        Visible(finding.fingerprint()).substr(0, 12), "]"));
  }

  void AddOthers() {
    for (const GateVerdict& verdict : report_.verdicts()) {
      if (verdict.outcome() == "fail" || verdict.outcome() == "excepted") {
        continue;
      }
      absl::StrAppend(
          &out_, "\n  ",
          PadRight(verdict.outcome() == "pass" ? "holds" : "open", kWordWidth),
          Visible(LimitWithGroup(verdict)), ": ", Visible(verdict.message()));
    }
    absl::StrAppend(&out_, "\n");
  }

  // What changed since the baseline, failing or not.
  void AddChanges() {
    int is_new = 0;
    int absent = 0;
    int excepted = 0;
    for (const GateFinding& finding : report_.findings()) {
      if (finding.state() == "new") ++is_new;
      if (finding.state() == "absent") ++absent;
      if (finding.has_exception()) ++excepted;
    }
    if (!report_.baseline().empty()) {
      absl::StrAppend(&out_, "Findings since ", Visible(report_.baseline()),
                      ": ", is_new, " new, ", absent, " gone.\n");
    }
    if (excepted > 0) {
      absl::StrAppend(&out_, "Findings under an exception: ", excepted, ".\n");
    }
  }

  void AddIndented(const std::string& visible) {
    constexpr int kIndent = 11;
    if (style_.terminal && !style_.verbose) {
      absl::StrAppend(&out_, std::string(kIndent, ' '),
                      CutEnd(visible, std::max(20, style_.width - kIndent)),
                      "\n");
      return;
    }
    absl::StrAppend(&out_, std::string(kIndent, ' '), visible, "\n");
  }

  const GateReport& report_;
  const TextStyle& style_;
  std::map<std::string, const GateFinding*> by_fingerprint_;
  bool in_full_ = true;
  size_t findings_ = 0;  // so far
  bool first_ = true;
  std::string out_;
};

}  // namespace

std::string RenderGateText(const GateReport& report, const TextStyle& style) {
  return GateTextWriter(report, style).Write();
}

}  // namespace patchgraph
