#include "engine/report/gate/junit.h"

#include <map>

#include "absl/strings/str_cat.h"
#include "engine/report/gate/gate_parts.h"
#include "engine/report/utf8.h"

namespace patchgraph {
namespace {

// Fit for an attribute and for text. XML has no way to write most control
// characters.
std::string Xml(absl::string_view text) {
  const std::string valid = ValidUtf8(text);
  absl::string_view rest = valid;
  std::string out;
  while (!rest.empty()) {
    const CodePoint point = FirstCodePoint(rest);
    const char32_t c = point.value;
    if (c == '&') {
      out.append("&amp;");
    } else if (c == '<') {
      out.append("&lt;");
    } else if (c == '>') {
      out.append("&gt;");
    } else if (c == '"') {
      out.append("&quot;");
    } else if (c == '\t' || c == '\n' || c == '\r') {
      absl::StrAppend(&out, "&#", static_cast<int>(c), ";");
    } else if (c < 0x20 || c == 0xFFFE || c == 0xFFFF) {
      out.append("\uFFFD");
    } else {
      out.append(rest.data(), static_cast<size_t>(point.bytes));
    }
    rest.remove_prefix(static_cast<size_t>(point.bytes));
  }
  return out;
}

using FindingsByFingerprint = std::map<std::string, const GateFinding*>;

std::string FindingLines(const GateVerdict& verdict,
                         const FindingsByFingerprint& findings) {
  std::string lines;
  for (const std::string& fingerprint : verdict.fingerprints()) {
    const auto found = findings.find(fingerprint);
    if (found == findings.end()) continue;
    const Finding& finding = found->second->finding();
    std::string place = finding.path();
    if (finding.line() > 0) absl::StrAppend(&place, ":", finding.line());
    absl::StrAppend(&lines, place, place.empty() ? "" : ": ", finding.message(),
                    "\n");
  }
  return lines;
}

void AddCase(const GateVerdict& verdict, const FindingsByFingerprint& findings,
             std::string* out) {
  absl::StrAppend(
      out, "    <testcase classname=\"",
      Xml(absl::StrCat("patchgraph.gate.", verdict.severity())), "\" name=\"",
      Xml(absl::StrCat(LimitWithGroup(verdict), ", ", verdict.comparison())),
      "\" time=\"0\"");
  const bool fails = verdict.outcome() == "fail";
  const std::string details =
      absl::StrCat(verdict.reason(), verdict.reason().empty() ? "" : "\n",
                   FindingLines(verdict, findings));
  if (verdict.outcome() == "pass") {
    absl::StrAppend(out, "/>\n");
  } else if (fails && verdict.severity() == "error") {
    absl::StrAppend(out, ">\n      <failure type=\"", Xml(verdict.severity()),
                    "\" message=\"", Xml(verdict.message()), "\">",
                    Xml(details), "</failure>\n    </testcase>\n");
  } else if (fails) {
    absl::StrAppend(out, ">\n      <system-out>",
                    Xml(absl::StrCat(verdict.severity(), ": ",
                                     verdict.message(), "\n", details)),
                    "</system-out>\n    </testcase>\n");
  } else {
    absl::StrAppend(
        out, ">\n      <skipped message=\"",
        Xml(absl::StrCat(verdict.outcome(), ": ", verdict.message())),
        "\"/>\n    </testcase>\n");
  }
}

}  // namespace

std::string ToJunit(const GateReport& report) {
  FindingsByFingerprint findings;
  for (const GateFinding& finding : report.findings()) {
    findings.emplace(finding.finding().fingerprint(), &finding);
  }
  const int failures = CountVerdicts(report, "fail", "error");
  const int skipped = CountVerdicts(report, "excepted") +
                      CountVerdicts(report, "unmeasured") +
                      CountVerdicts(report, "no-baseline");
  const std::string counts = absl::StrCat(
      " tests=\"", report.verdicts_size(), "\" failures=\"", failures,
      "\" errors=\"0\" skipped=\"", skipped, "\" time=\"0\"");
  std::string out = absl::StrCat(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"",
      "patchgraph\"", counts, ">\n  <testsuite name=\"",
      Xml(absl::StrCat("patchgraph gate ", report.title())), "\"", counts,
      ">\n");
  for (const GateVerdict& verdict : report.verdicts()) {
    AddCase(verdict, findings, &out);
  }
  absl::StrAppend(&out, "  </testsuite>\n</testsuites>\n");
  return out;
}

}  // namespace patchgraph
