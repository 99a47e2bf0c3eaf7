#include "engine/graph/c_names.h"

#include <algorithm>
#include <cstddef>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "engine/graph/c_definitions.h"
#include "engine/graph/c_tokens.h"

namespace patchgraph {
namespace {

using Tokens = absl::Span<const CToken>;

// How far up the start of a comment, a struct or an enum is looked for.
constexpr int kMostLinesUp = 100;
constexpr size_t kMostBytesUp = 8192;

// Takes the last line off the end of `text`, which is not empty.
absl::string_view TakeLastLine(absl::string_view* text) {
  const size_t feed = text->substr(0, text->size() - 1).rfind('\n');
  const size_t begin = feed == absl::string_view::npos ? 0 : feed + 1;
  const absl::string_view line = text->substr(begin);
  text->remove_suffix(line.size());
  return line;
}

// Whether a comment is open where `above` ends.
bool EndsInComment(absl::string_view above) {
  if (above.size() > kMostBytesUp) {
    above.remove_prefix(above.size() - kMostBytesUp);
  }
  while (true) {
    const size_t at = above.rfind('/');
    if (at == absl::string_view::npos) return false;
    if (at > 0 && above[at - 1] == '*') return false;
    if (at + 1 < above.size() && above[at + 1] == '*') return true;
    above = above.substr(0, at);
  }
}

// The nearest line at the margin: what the lines that follow are part of.
CLineAtMargin EnclosingLine(absl::string_view above) {
  for (int i = 0; i < kMostLinesUp && !above.empty(); ++i) {
    const absl::string_view line = TakeLastLine(&above);
    if (!IsNameByte(line[0]) && line[0] != '}') continue;
    CTokenizer tokenizer(/*in_comment=*/false);
    const Tokens tokens = tokenizer.Split(line);
    if (IsAtMargin(line, tokens)) return DescribeLineAtMargin(tokens);
  }
  return {};
}

// A macro by its looks. Macros may stand where no variable could.
bool IsAllCapitals(absl::string_view name) {
  return std::none_of(name.begin(), name.end(), absl::ascii_islower);
}

// Words after which a name is used, not declared.
bool LeavesNameAUse(absl::string_view word) {
  for (const absl::string_view allowed :
       {"return", "else", "case", "sizeof", "do", "const", "static", "inline",
        "extern", "volatile", "register", "typedef", "typeof", "defined",
        "ifdef", "if", "elif", "in"}) {
    if (word == allowed) return true;
  }
  return false;
}

// Whether the name at `at` is declared there rather than used.
bool IsDeclared(Tokens tokens, size_t at) {
  const CToken& token = tokens[at];
  const bool macro =
      absl::StartsWith(token.text, "__") || IsAllCapitals(token.text);
  if (at == 0) return at + 1 < tokens.size() && tokens[at + 1].kind == ':';
  const CToken& previous = tokens[at - 1];
  if (previous.kind == CToken::kName) {
    return !macro && !LeavesNameAUse(previous.text);
  }
  // "struct page *name", "page_t *name"
  if (previous.kind != '*' || macro || at < 2) return false;
  size_t star = at - 1;
  while (star > 0 && tokens[star - 1].kind == '*') --star;
  const bool after_type = star > 0 && tokens[star - 1].kind == CToken::kName &&
                          !LeavesNameAUse(tokens[star - 1].text);
  const bool is_call = at + 1 < tokens.size() && tokens[at + 1].kind == '(';
  return after_type && !is_call;
}

class CNameReader {
 public:
  CNameReader(absl::string_view above, CNames* names)
      : above_(above), names_(names) {}

  void Read(absl::string_view lines) {
    CTokenizer tokenizer(EndsInComment(above_));
    while (!lines.empty()) {
      const size_t feed = lines.find('\n');
      const size_t end =
          feed == absl::string_view::npos ? lines.size() : feed + 1;
      const absl::string_view line = lines.substr(0, end);
      const Tokens tokens = tokenizer.Split(line);
      if (!tokens.empty()) ReadLine(line, tokens);
      lines.remove_prefix(end);
      ++line_;
    }
  }

 private:
  void ReadLine(absl::string_view line, Tokens tokens) {
    if (tokens[0].kind == '#') {
      ReadDirective(line, tokens);
      return;
    }
    absl::optional<CDefinition> defined;
    if (IsAtMargin(line, tokens)) {
      defined = DefinedAtMargin(tokens, LineBefore());
      enclosing_ = DescribeLineAtMargin(tokens);
      enclosing_line_ = line_;
    } else if (tokens[0].kind == CToken::kName) {
      if (!enclosing_.has_value()) enclosing_ = EnclosingLine(above_);
      defined = DefinedWithin(enclosing_->opens, tokens);
    }
    Add(tokens, 0, defined);
  }

  // The description of the line before, if it is at the margin.
  absl::optional<CLineAtMargin> LineBefore() const {
    if (line_ > 0) {
      return enclosing_line_ == line_ - 1 ? enclosing_ : absl::nullopt;
    }
    absl::string_view above = above_;
    if (above.empty()) return absl::nullopt;
    const absl::string_view before = TakeLastLine(&above);
    CTokenizer tokenizer(/*in_comment=*/false);
    const Tokens tokens = tokenizer.Split(before);
    if (!IsAtMargin(before, tokens)) return absl::nullopt;
    return DescribeLineAtMargin(tokens);
  }

  void ReadDirective(absl::string_view line, Tokens tokens) {
    if (tokens.size() < 2) return;
    if (tokens[1].Is("include")) {
      ReadInclude(line);
      return;
    }
    const bool has_names = tokens[1].Is("define") || tokens[1].Is("if") ||
                           tokens[1].Is("ifdef") || tokens[1].Is("elif");
    if (!has_names) return;
    Add(tokens, 2, DefinedAtMargin(tokens, absl::nullopt));
  }

  void ReadInclude(absl::string_view text) {
    const size_t begin = text.find_first_of("<\"");
    if (begin == absl::string_view::npos) return;
    const size_t end = text.find_first_of(">\"", begin + 1);
    if (end == absl::string_view::npos) return;
    CUse use;
    use.name = text.substr(begin, end + 1 - begin);
    use.space = NameSpace::kHeader;
    names_->uses.push_back(use);
  }

  void Add(Tokens tokens, size_t first,
           const absl::optional<CDefinition>& defined) {
    if (defined.has_value()) names_->definitions.push_back(*defined);
    for (size_t i = first; i < tokens.size(); ++i) {
      if (tokens[i].kind != CToken::kName) continue;
      if (defined.has_value() &&
          tokens[i].text.data() == defined->name.data()) {
        continue;
      }
      CUse use;
      use.name = tokens[i].text;
      use.called = i + 1 < tokens.size() && tokens[i + 1].kind == '(';
      const CToken* previous = i > 0 ? &tokens[i - 1] : nullptr;
      if (previous != nullptr && previous->kind == CToken::kMember) {
        use.space = NameSpace::kMember;
      } else if (previous != nullptr &&
                 (previous->Is("struct") || previous->Is("union") ||
                  previous->Is("enum"))) {
        use.space = NameSpace::kTag;
      } else if (IsDeclared(tokens, i)) {
        continue;
      }
      names_->uses.push_back(use);
    }
  }

  const absl::string_view above_;
  CNames* names_;
  int line_ = 0;  // how many lines have been read
  // The last line at the margin, once it is known.
  absl::optional<CLineAtMargin> enclosing_;
  int enclosing_line_ = -1;
};

}  // namespace

bool IsCSource(absl::string_view path) {
  for (const absl::string_view end : {".c", ".h", ".S", ".cc", ".cpp", ".y"}) {
    if (absl::EndsWith(path, end)) return true;
  }
  return false;
}

void ReadCNames(absl::string_view above, absl::string_view lines,
                CNames* names) {
  CNameReader(above, names).Read(lines);
}

}  // namespace patchgraph
