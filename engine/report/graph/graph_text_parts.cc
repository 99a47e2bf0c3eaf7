#include "engine/report/graph/graph_text_parts.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "engine/model/repo_path.h"
#include "engine/report/graph/graph_words.h"
#include "engine/report/terminal_text.h"
#include "engine/report/words.h"

namespace patchgraph {
namespace {

// A longer name pushes the rest of its row to the right: no name is cut.
constexpr int kWidestName = 48;
// Reasons between two patches, and patches below a row, where not all are
// wanted.
constexpr size_t kFewReasons = 2;
constexpr size_t kFewPatches = 3;
constexpr int kReasonIndent = 8;
// Of a subject in less room than this nothing is to be understood.
constexpr int kNarrowSubject = 12;
constexpr size_t kIdDigits = 40;

}  // namespace

bool IsCommit(const GraphPatchReport& patch) {
  return patch.source().size() == kIdDigits &&
         absl::StartsWith(patch.source(), patch.name());
}

std::map<int, std::string> ShortNames(const StackGraphReport& stack) {
  std::map<absl::string_view, int> patches_of;
  for (const GraphPatchReport& patch : stack.patches()) {
    ++patches_of[BaseName(patch.name())];
  }
  std::map<int, std::string> names;
  for (const GraphPatchReport& patch : stack.patches()) {
    const absl::string_view file = BaseName(patch.name());
    const bool is_enough = !file.empty() && patches_of[file] == 1;
    names[patch.number()] = is_enough ? std::string(file) : patch.name();
  }
  return names;
}

GraphTextParts::GraphTextParts(const GraphReport& report,
                               const StackGraphReport& stack,
                               const TextStyle& style)
    : report_(report),
      stack_(stack),
      style_(style),
      short_names_(ShortNames(stack)) {
  for (const GraphPatchReport& patch : stack.patches()) {
    patches_[patch.number()] = &patch;
    number_width_ = std::max(
        number_width_, static_cast<int>(absl::StrCat(patch.number()).size()));
    name_width_ = std::max(name_width_, DisplayWidth(Visible(patch.name())));
    verdict_width_ = std::max(verdict_width_, DisplayWidth(patch.verdict()));
  }
  name_width_ = std::min(name_width_, kWidestName);
  for (const GraphEdgeReport& edge : stack.edges()) {
    edges_[{edge.from(), edge.to()}] = &edge;
  }
}

const GraphPatchReport& GraphTextParts::Patch(int number) const {
  const auto found = patches_.find(number);
  return found == patches_.end() ? GraphPatchReport::default_instance()
                                 : *found->second;
}

std::string GraphTextParts::Name(int number) const {
  return Visible(Patch(number).name());
}

std::string GraphTextParts::ShortName(int number) const {
  const auto found = short_names_.find(number);
  return found == short_names_.end() ? std::string() : Visible(found->second);
}

std::string GraphTextParts::NamesOf(const std::vector<int>& numbers) const {
  std::vector<std::string> names;
  names.reserve(numbers.size());
  for (const int number : numbers) names.push_back(Name(number));
  return Listed(names, style_.verbose ? names.size() : 4);
}

std::string GraphTextParts::Where() const {
  std::string where =
      absl::StrCat(Visible(stack_.name()), " on ", Visible(stack_.base()));
  if (!report_.onto().empty()) {
    absl::StrAppend(&where, ", onto ", Visible(report_.onto()));
  }
  return where;
}

std::string GraphTextParts::Title(absl::string_view words) const {
  return absl::StrCat(Paint(words, Ink::kBold, style_), "\n");
}

std::string GraphTextParts::Words(absl::string_view words, int indent) const {
  return Paragraph(words, style_.width, indent);
}

std::string GraphTextParts::Row(int number) const {
  const GraphPatchReport& patch = Patch(number);
  std::string line = Begin(number);
  const int verdict_end = DisplayWidth(line) + verdict_width_;
  const std::string subject =
      patch.sparse() ? "sparse tree" : Visible(patch.subject());
  const int room = style_.width - verdict_end - 2;
  absl::StrAppend(
      &line, Paint(patch.verdict(), InkOf(patch.verdict()), style_),
      std::string(std::max(0, verdict_width_ - DisplayWidth(patch.verdict())),
                  ' '),
      "  ",
      style_.verbose || room < kNarrowSubject ? subject
                                              : CutEnd(subject, room));
  return absl::StrCat(absl::StripTrailingAsciiWhitespace(line), "\n");
}

std::string GraphTextParts::NameRow(int number, absl::string_view words) const {
  std::string line = absl::StrCat(Begin(number), words);
  const GraphPatchReport& patch = Patch(number);
  const int room = style_.width - DisplayWidth(line) - 2;
  if (IsCommit(patch) && room >= kNarrowSubject) {
    absl::StrAppend(&line, "  ", CutEnd(Visible(patch.subject()), room));
  }
  return absl::StrCat(line, "\n");
}

std::string GraphTextParts::Begin(int number) const {
  const std::string count = absl::StrCat(number);
  return absl::StrCat(
      "  ", std::string(std::max(0, number_width_ - DisplayWidth(count)), ' '),
      count, "  ", PadRight(Name(number), name_width_), "  ");
}

std::string GraphTextParts::Because(int from, int to,
                                    absl::string_view name) const {
  const auto edge = edges_.find({from, to});
  if (edge == edges_.end()) return std::string();
  return Words(absl::StrCat(name, " ",
                            Visible(EdgeWords(*edge->second,
                                              style_.verbose
                                                  ? edge->second->reasons_size()
                                                  : kFewReasons))),
               kReasonIndent);
}

std::string GraphTextParts::BecauseOf(const std::vector<int>& by, int number,
                                      bool by_needs) const {
  const size_t most =
      style_.verbose || by.size() <= kFewPatches + 1 ? by.size() : kFewPatches;
  std::string out;
  for (size_t i = 0; i < most; ++i) {
    absl::StrAppend(
        &out, by_needs
                  ? Because(by[i], number, ShortName(by[i]))
                  : Because(number, by[i],
                            absl::StrCat("needs ", ShortName(by[i]), ":")));
  }
  if (most < by.size()) {
    absl::StrAppend(&out, Words(absl::StrCat("and ", by.size() - most,
                                             by_needs ? " more that need it"
                                                      : " more that it needs"),
                                kReasonIndent));
  }
  return out;
}

}  // namespace patchgraph
