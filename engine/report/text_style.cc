#include "engine/report/text_style.h"

#include "absl/strings/str_cat.h"

namespace patchgraph {
namespace {

absl::string_view Sequence(Ink ink) {
  switch (ink) {
    case Ink::kPlain:
      return "";
    case Ink::kBold:
      return "1";
    case Ink::kFaint:
      return "2";
    case Ink::kGood:
      return "32";
    case Ink::kNotice:
      return "33";
    case Ink::kBad:
      return "1;31";
  }
  return "";
}

}  // namespace

std::string Paint(absl::string_view text, Ink ink, const TextStyle& style) {
  if (!style.colour || ink == Ink::kPlain || text.empty()) {
    return std::string(text);
  }
  return absl::StrCat("\x1b[", Sequence(ink), "m", text, "\x1b[0m");
}

Ink InkOf(absl::string_view verdict) {
  if (verdict == "conflict" || verdict == "blocked" || verdict == "masked") {
    return Ink::kBad;
  }
  if (verdict == "fuzz" || verdict == "upstream" || verdict == "resolved") {
    return Ink::kNotice;
  }
  if (verdict == "empty") return Ink::kFaint;
  return Ink::kGood;
}

}  // namespace patchgraph
