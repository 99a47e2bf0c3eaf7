#include "engine/report/html/conflict_html.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "engine/report/html/page_data.h"
#include "engine/report/html/word_marks.h"
#include "engine/report/terminal_text.h"
#include "engine/report/words.h"

namespace patchgraph {
namespace {

constexpr size_t kMostLines = 120;

// How an element marks text: <del> in what was, <ins> in what is.
enum class MarkElement { kDeleted, kInserted };

// Tabs stay tabs, so that columns stay columns wherever the marks begin.
std::string VisibleCode(absl::string_view text) {
  std::vector<std::string> pieces;
  for (const absl::string_view piece : absl::StrSplit(text, '\t')) {
    pieces.push_back(Visible(piece));
  }
  return absl::StrJoin(pieces, "\t");
}

void AppendLine(const MarkedLine& line, int number, absl::string_view element,
                std::string* html) {
  const bool whole = line.changed && line.runs.size() == 1;
  absl::StrAppend(html, "<span class=\"line", line.changed ? " changed" : "",
                  whole ? " whole" : "", "\" data-n=\"", number, "\">");
  for (const WordRun& run : line.runs) {
    const std::string text = EscapeHtml(VisibleCode(run.text));
    if (run.marked) {
      absl::StrAppend(html, "<", element, ">", text, "</", element, ">");
    } else {
      html->append(text);
    }
  }
  html->append("\n</span>");
}

void AppendSide(absl::string_view title, absl::string_view name,
                const ExcerptReport& excerpt, const MarkedText& text,
                MarkElement mark, std::string* html) {
  absl::StrAppend(html, "<figure class=\"side ", name, "\"><figcaption>",
                  EscapeHtml(Visible(title)));
  if (excerpt.start() > 0 && !text.empty()) {
    absl::StrAppend(html, " <span class=\"soft\">line ", excerpt.start(),
                    "</span>");
  }
  html->append("</figcaption>");
  if (text.empty()) {
    html->append("<p class=\"soft\">No lines here.</p></figure>");
    return;
  }
  html->append("<pre><code>");
  const size_t shown = text.size() <= kMostLines + 1 ? text.size() : kMostLines;
  for (size_t i = 0; i < shown; ++i) {
    AppendLine(text[i], excerpt.start() + static_cast<int>(i),
               mark == MarkElement::kDeleted ? "del" : "ins", html);
  }
  html->append("</code></pre>");
  if (shown < text.size()) {
    absl::StrAppend(html, "<p class=\"soft\">",
                    Counted(static_cast<int>(text.size() - shown), "more line",
                            "more lines"),
                    ", which patchgraph check shows.</p>");
  }
  html->append("</figure>");
}

// The blanks that all lines of a text begin with, if those before do as well:
// `indent` is cut to what is common. Empty lines do not count.
void CutToCommon(absl::string_view text, std::string* indent, bool* first) {
  for (const absl::string_view line : absl::StrSplit(text, '\n')) {
    const size_t blanks = std::min(line.find_first_not_of(" \t"), line.size());
    if (blanks == line.size()) continue;
    if (*first) *indent = std::string(line.substr(0, blanks));
    *first = false;
    size_t common = 0;
    while (common < std::min(blanks, indent->size()) &&
           line[common] == (*indent)[common]) {
      ++common;
    }
    indent->resize(common);
  }
}

void TakeOff(absl::string_view indent, std::string* text) {
  std::vector<std::string> lines = absl::StrSplit(*text, '\n');
  for (std::string& line : lines) {
    if (absl::StartsWith(line, indent)) line.erase(0, indent.size());
  }
  *text = absl::StrJoin(lines, "\n");
}

// Columns are narrow: what all lines of all sides are indented by goes.
void TakeOffIndent(RegionReport* region, ProposalReport* proposal) {
  std::string indent;
  bool first = true;
  for (std::string* text :
       {region->mutable_base()->mutable_text(),
        region->mutable_ours()->mutable_text(),
        region->mutable_theirs()->mutable_text(), proposal->mutable_text()}) {
    CutToCommon(*text, &indent, &first);
  }
  for (std::string* text :
       {region->mutable_base()->mutable_text(),
        region->mutable_ours()->mutable_text(),
        region->mutable_theirs()->mutable_text(), proposal->mutable_text()}) {
    TakeOff(indent, text);
  }
}

void AppendRegion(const RegionReport& region, const SideTitles& titles,
                  const ProposalReport* proposal, std::string* html) {
  const MarkedPair ours = MarkWords(region.base().text(), region.ours().text());
  const MarkedPair theirs =
      MarkWords(region.base().text(), region.theirs().text());
  absl::StrAppend(html, "<div class=\"sides",
                  proposal == nullptr ? "" : " four", "\">");
  AppendSide(titles.base, "base", region.base(),
             UnitedMarks(ours.before, theirs.before), MarkElement::kDeleted,
             html);
  AppendSide(titles.ours, "ours", region.ours(), ours.after,
             MarkElement::kInserted, html);
  AppendSide(titles.theirs, "theirs", region.theirs(), theirs.after,
             MarkElement::kInserted, html);
  if (proposal != nullptr) {
    ExcerptReport excerpt;
    excerpt.set_start(region.ours().start());
    AppendSide(proposal->basis().empty()
                   ? "Proposal"
                   : absl::StrCat("Proposal: ", proposal->basis()),
               "proposal", excerpt,
               MarkWords(region.ours().text(), proposal->text()).after,
               MarkElement::kInserted, html);
  }
  html->append("</div>");
}

const ProposalReport* ProposalOf(
    const std::vector<const ProposalReport*>& proposals, int region) {
  const auto found = std::find_if(proposals.begin(), proposals.end(),
                                  [region](const ProposalReport* proposal) {
                                    return proposal->region() == region;
                                  });
  return found == proposals.end() ? nullptr : *found;
}

}  // namespace

bool ExcerptBudget::Take(size_t bytes) {
  if (bytes > bytes_) return false;
  bytes_ -= bytes;
  return true;
}

std::string ConflictHtml(const ConflictReport& conflict,
                         const SideTitles& titles,
                         const std::vector<const ProposalReport*>& proposals,
                         ExcerptBudget* budget) {
  std::string html;
  for (int i = 0; i < conflict.regions_size(); ++i) {
    const RegionReport& region = conflict.regions(i);
    const ProposalReport* found = ProposalOf(proposals, i + 1);
    const size_t bytes = region.base().text().size() +
                         region.ours().text().size() +
                         region.theirs().text().size() +
                         (found == nullptr ? 0 : found->text().size());
    absl::StrAppend(&html, "<h4>Region ", i + 1, " of ",
                    conflict.regions_size());
    if (region.hunks_size() > 0) {
      absl::StrAppend(&html, " <span class=\"soft\">",
                      region.hunks_size() == 1 ? "hunk" : "hunks");
      for (const int hunk : region.hunks()) absl::StrAppend(&html, " ", hunk);
      html.append("</span>");
    }
    html.append("</h4>");
    if (budget->Take(bytes)) {
      RegionReport shown = region;
      ProposalReport proposal = found == nullptr ? ProposalReport() : *found;
      TakeOffIndent(&shown, &proposal);
      AppendRegion(shown, titles, found == nullptr ? nullptr : &proposal,
                   &html);
    } else {
      html.append(
          "<p class=\"soft\">Left out: the page has as many excerpts as it can "
          "hold. patchgraph check shows them.</p>");
    }
  }
  return html;
}

}  // namespace patchgraph
