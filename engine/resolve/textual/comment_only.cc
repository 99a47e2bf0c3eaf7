#include "engine/resolve/textual/comment_only.h"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/types/optional.h"
#include "engine/resolve/textual/comments.h"
#include "engine/resolve/textual/edit_merge.h"
#include "engine/resolve/textual/spaced_tokens.h"
#include "engine/resolve/textual/three_way.h"
#include "engine/resolve/textual/tokens.h"
#include "engine/resolve/textual/words.h"
#include "engine/text/diff.h"
#include "engine/text/lines.h"
#include "engine/text/merge.h"

namespace patchgraph {
namespace {

constexpr std::size_t kMostBytes = 300000;

// The three texts in elements, with something before each of them that its
// first line needs to be read as it is in the file: a line end or, where it
// begins within a comment, the begin of one.
struct CutConflict {
  CommentStyle style = CommentStyle::kNone;
  std::string before;
  std::string base;
  std::string ours;
  std::string theirs;
  ThreeTexts texts;
};

// What begins each text; nullopt where the sides do not begin alike.
absl::optional<std::string> Before(const Conflict& conflict,
                                   CommentStyle style) {
  if (style == CommentStyle::kHash) return std::string();
  const MergeRegion& region = conflict.merge->met[conflict.region];
  const bool within = BeginsInComment(conflict.merge->base, region.base.begin);
  if (BeginsInComment(conflict.merge->ours, region.ours.begin) != within ||
      BeginsInComment(conflict.merge->theirs, region.theirs.begin) != within) {
    return absl::nullopt;
  }
  return std::string(within ? "/*\n" : "\n");
}

bool Cut(const Conflict& conflict, CutConflict* cut) {
  cut->style = CommentStyleOf(conflict.path);
  if (cut->style == CommentStyle::kNone ||
      conflict.base.size() + conflict.ours.size() + conflict.theirs.size() >
          kMostBytes) {
    return false;
  }
  absl::optional<std::string> before = Before(conflict, cut->style);
  if (!before.has_value()) return false;
  cut->before = *std::move(before);
  cut->base = absl::StrCat(cut->before, conflict.base);
  cut->ours = absl::StrCat(cut->before, conflict.ours);
  cut->theirs = absl::StrCat(cut->before, conflict.theirs);
  if (cut->style == CommentStyle::kHash) {
    cut->texts = CutIntoLines(cut->base, cut->ours, cut->theirs);
    return true;
  }
  const bool open = EndsInComment(TokensAndComments(cut->base));
  if (EndsInComment(TokensAndComments(cut->ours)) != open ||
      EndsInComment(TokensAndComments(cut->theirs)) != open) {
    return false;
  }
  cut->texts =
      CutIntoSpacedTokens(cut->base, cut->ours, cut->theirs, TokensAndComments);
  return true;
}

// Whether two texts are the same but for comments.
bool SameCode(CommentStyle style, const InternedLines& a,
              const InternedLines& b) {
  const auto codes = [style](const InternedLines& text) {
    std::vector<int> ids;
    for (int i = 0; i < text.lines.size(); ++i) {
      if (!IsComment(style, text.lines[i])) ids.push_back(text.ids[i]);
    }
    return ids;
  };
  return codes(a) == codes(b);
}

// Puts the comments of the one side, kTheirs, into the text of the other.
class CommentCarrier {
 public:
  explicit CommentCarrier(const ThreeTexts& texts) : texts_(texts) {}

  void Add(const MergeRegion& region) {
    switch (region.kind) {
      case MergeRegion::kUnchanged:
        AddUnchanged(region);
        touches_code_ = false;
        break;
      case MergeRegion::kTheirs:
        absl::StrAppend(&text_, texts_.theirs.lines.Range(region.theirs));
        carried_ = true;
        beside_ = beside_ || touches_code_;
        break;
      default:
        absl::StrAppend(&text_, texts_.ours.lines.Range(region.ours));
        lost_ = lost_ || region.kind == MergeRegion::kConflict;
        beside_ = beside_ || last_ == MergeRegion::kTheirs;
        touches_code_ = true;
    }
    last_ = region.kind;
  }

  absl::string_view text() const { return text_; }
  absl::string_view Kind() const {
    if (!carried_) return "gives way";
    if (lost_) return "in part";
    return beside_ ? "beside" : "carried";
  }

 private:
  // Where the code's side left the layout alone, it is the other side's.
  void AddUnchanged(const MergeRegion& region) {
    for (int i = 0; i < region.base.size(); ++i) {
      const absl::string_view code = texts_.ours.lines[region.ours.begin + i];
      const bool is_as_before =
          code == texts_.base.lines[region.base.begin + i];
      absl::StrAppend(&text_, is_as_before
                                  ? texts_.theirs.lines[region.theirs.begin + i]
                                  : code);
    }
  }

  const ThreeTexts& texts_;
  std::string text_;
  MergeRegion::Kind last_ = MergeRegion::kUnchanged;
  bool touches_code_ = false;
  bool carried_ = false;
  bool lost_ = false;
  bool beside_ = false;
};

std::vector<Edit> CommentEdits(const ThreeTexts& texts) {
  DiffOptions options;
  options.algorithm = DiffAlgorithm::kMyers;
  return Diff(texts.base.ids, texts.theirs.ids, options);
}

}  // namespace

std::vector<Suggestion> CommentOnly::Resolve(const Conflict& conflict) const {
  CutConflict cut;
  if (!Cut(conflict, &cut)) return {};
  ThreeTexts& texts = cut.texts;
  const bool ours_is_comments = SameCode(cut.style, texts.base, texts.ours);
  const bool theirs_is_comments = SameCode(cut.style, texts.base, texts.theirs);
  if (ours_is_comments == theirs_is_comments) return {};
  const absl::string_view side = ours_is_comments ? "ours" : "theirs";
  // From here on the code is on our side.
  if (ours_is_comments) std::swap(texts.ours, texts.theirs);
  if (texts.base.ids == texts.theirs.ids) return {};
  CommentCarrier carrier(texts);
  const std::vector<Edit> code_edits =
      cut.style == CommentStyle::kHash ? Diff(texts.base.ids, texts.ours.ids)
                                       : DiffTokens(texts.base, texts.ours);
  for (const MergeRegion& region :
       MergeEdits(texts, code_edits, CommentEdits(texts))) {
    carrier.Add(region);
  }
  absl::string_view text = carrier.text();
  if (!absl::ConsumePrefix(&text, cut.before)) return {};
  return {{std::string(text),
           absl::StrCat(side, " changed nothing but comments and layout"),
           std::string(carrier.Kind())}};
}

}  // namespace patchgraph
