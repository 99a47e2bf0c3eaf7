#include "engine/report/check/since_text.h"

#include "absl/strings/str_cat.h"
#include "engine/report/terminal_text.h"
#include "engine/report/words.h"

namespace patchgraph {
namespace {

constexpr int kFewConflicts = 10;

std::string NameOf(const ConflictName& conflict) {
  std::string name =
      absl::StrCat(Visible(conflict.kind()), "  ", Visible(conflict.path()));
  if (!conflict.patch().empty()) {
    absl::StrAppend(&name, "  ", Visible(conflict.patch()));
  }
  return name;
}

template <typename Conflicts>
std::string List(const Conflicts& conflicts, absl::string_view what, Ink ink,
                 const TextStyle& style) {
  const int all = conflicts.size();
  const int shown =
      style.verbose || all <= kFewConflicts + 1 ? all : kFewConflicts;
  std::string out;
  for (int i = 0; i < shown; ++i) {
    absl::StrAppend(&out, "  ", Paint(what, ink, style), "  ",
                    NameOf(conflicts.Get(i)), "\n");
  }
  if (shown < all) {
    absl::StrAppend(&out, "  ", what, "  … ", all - shown, " more\n");
  }
  return out;
}

}  // namespace

std::string RenderSince(const SinceReport& since, const TextStyle& style) {
  std::string sentence = absl::StrCat("Since ", Visible(since.name()));
  if (!since.onto().empty()) {
    absl::StrAppend(&sentence, " (onto ", Visible(since.onto()), ")");
  }
  absl::StrAppend(
      &sentence, ": ",
      Counted(since.added_size(), "conflict is new", "conflicts are new"), ", ",
      since.gone_size(), since.gone_size() == 1 ? " is gone." : " are gone.");
  return absl::StrCat(Paragraph(sentence, style.width, 0),
                      List(since.added(), "new ", Ink::kBad, style),
                      List(since.gone(), "gone", Ink::kGood, style));
}

}  // namespace patchgraph
