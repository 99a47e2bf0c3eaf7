#include "engine/report/gate/gate_parts.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "engine/report/maintainability/findings.h"

namespace patchgraph {
namespace {

int RankOf(absl::string_view level) {
  return level == "error"     ? 0
         : level == "warning" ? 1
         : level == "note"    ? 2
                              : 3;
}

// "rules.textproto:12:3" -> the file and 12.
void TakeOrigin(const std::string& origin, GateItem* item) {
  item->path = kPlaceOfNoFile;
  const std::vector<std::string> parts = absl::StrSplit(origin, ':');
  int line = 0;
  if (parts.size() < 3 || parts[0] == "kernel.textproto" ||
      !absl::SimpleAtoi(parts[parts.size() - 2], &line)) {
    return;
  }
  item->path = absl::StrJoin(parts.begin(), parts.end() - 2, ":");
  item->line = item->last_line = std::max(1, line);
}

const GateVerdict* FindVerdict(const GateReport& report,
                               const std::string& limit) {
  for (const GateVerdict& verdict : report.verdicts()) {
    if (verdict.limit() == limit && verdict.outcome() == "fail") {
      return &verdict;
    }
  }
  return nullptr;
}

}  // namespace

GateItem ItemOf(const GateReport& report, const GateFinding& finding) {
  const Finding& found = finding.finding();
  GateItem item;
  item.finding = &finding;
  item.rule = found.kind();
  item.level = finding.level();
  const FindingKind* kind = FindFindingKind(found.kind());
  item.title = std::string(kind == nullptr ? absl::string_view(found.kind())
                                           : kind->meaning);
  item.message = found.message();
  if (!found.patch().empty()) {
    absl::StrAppend(&item.message, " (", found.patch(), ")");
  }
  std::vector<std::string> reasons;
  for (const std::string& limit : finding.limits()) {
    const GateVerdict* verdict = FindVerdict(report, limit);
    if (verdict != nullptr && !verdict->reason().empty()) {
      reasons.push_back(verdict->reason());
    }
  }
  if (!reasons.empty()) {
    absl::StrAppend(&item.message, ". ", absl::StrJoin(reasons, " "));
  }
  item.path = found.path().empty() ? kPlaceOfNoFile : found.path();
  item.line = found.path().empty() ? 1 : std::max(1, found.line());
  item.last_line = item.line + std::max(1, found.line_count()) - 1;
  item.fingerprint = found.fingerprint();
  return item;
}

GateItem ItemOf(const GateVerdict& verdict) {
  GateItem item;
  item.verdict = &verdict;
  item.rule = verdict.limit();
  item.level = verdict.severity();
  item.title = LimitWithGroup(verdict);
  item.message = verdict.message();
  if (!verdict.reason().empty()) {
    absl::StrAppend(&item.message, ". ", verdict.reason());
  }
  TakeOrigin(verdict.origin(), &item);
  Finding known;
  known.set_kind("limit");
  known.set_stack(verdict.stack());
  known.set_flavour(verdict.flavour());
  item.fingerprint = FindingFingerprint(
      known, absl::StrCat(verdict.limit(), "\n", verdict.comparison()), 1);
  return item;
}

std::vector<GateItem> ItemsOf(const GateReport& report) {
  std::vector<GateItem> items;
  std::set<std::string> explained;
  for (const GateFinding& finding : report.findings()) {
    if (finding.level().empty()) continue;
    items.push_back(ItemOf(report, finding));
    explained.insert(finding.limits().begin(), finding.limits().end());
  }
  for (const GateVerdict& verdict : report.verdicts()) {
    if (verdict.outcome() != "fail" || explained.count(verdict.limit()) > 0) {
      continue;
    }
    items.push_back(ItemOf(verdict));
  }
  std::stable_sort(items.begin(), items.end(),
                   [](const GateItem& a, const GateItem& b) {
                     return RankOf(a.level) < RankOf(b.level);
                   });
  return items;
}

int CountVerdicts(const GateReport& report, absl::string_view outcome,
                  absl::string_view severity) {
  int count = 0;
  for (const GateVerdict& verdict : report.verdicts()) {
    if (verdict.outcome() == outcome &&
        (severity.empty() || verdict.severity() == severity)) {
      ++count;
    }
  }
  return count;
}

std::string LimitWithGroup(const GateVerdict& verdict) {
  std::vector<std::string> group;
  if (!verdict.stack().empty()) group.push_back(verdict.stack());
  if (!verdict.flavour().empty()) group.push_back(verdict.flavour());
  if (group.empty()) return verdict.limit();
  return absl::StrCat(verdict.limit(), " (", absl::StrJoin(group, ", "), ")");
}

std::string GateHeadline(const GateReport& report) {
  std::string line = report.passed() ? "passed" : "failed";
  if (!report.onto().empty()) absl::StrAppend(&line, " on ", report.onto());
  if (!report.baseline().empty()) {
    absl::StrAppend(&line, ", compared with ", report.baseline());
  }
  return line;
}

std::vector<std::string> ExceptionNotes(const GateReport& report) {
  std::vector<std::string> notes;
  for (const GateException& exception : report.exceptions()) {
    const std::string what =
        absl::StrCat("the exception at ", exception.origin(), " (",
                     exception.what(), ", ", exception.who(), ")");
    if (exception.state() == "expired") {
      notes.push_back(absl::StrCat(
          what, " has expired on ", exception.until(),
          exception.covers() == 0
              ? "; it would cover nothing: take it out"
              : absl::StrCat("; it would cover ", exception.covers())));
    } else if (exception.state() == "unused") {
      notes.push_back(absl::StrCat(what, " covers nothing: take it out"));
    }
  }
  return notes;
}

std::string OtherLimits(const GateReport& report) {
  const auto words = [](int count, absl::string_view one,
                        absl::string_view many) {
    return absl::StrCat(count, count == 1 ? one : many);
  };
  std::vector<std::string> parts;
  const int passed = CountVerdicts(report, "pass");
  parts.push_back(words(passed, " limit holds", " limits hold"));
  const int unmeasured = CountVerdicts(report, "unmeasured");
  if (unmeasured > 0) {
    parts.push_back(words(unmeasured, " is not measured", " are not measured"));
  }
  const int alone = CountVerdicts(report, "no-baseline");
  if (alone > 0) {
    parts.push_back(
        words(alone, " waits for a baseline", " wait for a baseline"));
  }
  return absl::StrJoin(parts, ", ");
}

}  // namespace patchgraph
