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

// How far back the start of a comment, a struct or an enum is looked for.
constexpr int kMostLinesBack = 100;

// Whether a comment is open where line `line` starts.
bool StartsInComment(const Lines& file, int line) {
  const int first = std::max(0, line - kMostLinesBack);
  for (int i = line - 1; i >= first; --i) {
    const absl::string_view text = file[i];
    const size_t open = text.rfind("/*");
    const size_t close = text.rfind("*/");
    if (open == absl::string_view::npos && close == absl::string_view::npos) {
      continue;
    }
    return close == absl::string_view::npos ||
           (open != absl::string_view::npos && open > close);
  }
  return false;
}

// The nearest line at the margin above `line`: what the line is part of.
CLineAtMargin EnclosingLine(const Lines& file, int line) {
  const int first = std::max(0, line - kMostLinesBack);
  for (int i = line - 1; i >= first; --i) {
    if (!IsNameByte(file[i][0]) && file[i][0] != '}') continue;
    CTokenizer tokenizer(/*in_comment=*/false);
    const Tokens tokens = tokenizer.Split(file[i]);
    if (IsAtMargin(file[i], tokens)) return DescribeLineAtMargin(tokens);
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
  CNameReader(const Lines& file, LineRange range, CNames* names)
      : file_(file), range_(range), names_(names) {}

  void Read() {
    CTokenizer tokenizer(StartsInComment(file_, range_.begin));
    for (int line = range_.begin; line < range_.end; ++line) {
      const Tokens tokens = tokenizer.Split(file_[line]);
      if (tokens.empty()) continue;
      ReadLine(line, tokens);
    }
  }

 private:
  void ReadLine(int line, Tokens tokens) {
    const absl::string_view text = file_[line];
    if (tokens[0].kind == '#') {
      ReadDirective(line, tokens);
      return;
    }
    absl::optional<CDefinition> defined;
    if (IsAtMargin(text, tokens)) {
      defined = DefinedAtMargin(tokens, LineBefore(line));
      enclosing_ = DescribeLineAtMargin(tokens);
      enclosing_line_ = line;
    } else if (tokens[0].kind == CToken::kName) {
      if (!enclosing_.has_value()) enclosing_ = EnclosingLine(file_, line);
      defined = DefinedWithin(enclosing_->opens, tokens);
    }
    Add(line, tokens, 0, defined);
  }

  // The description of the line before, if it is at the margin.
  absl::optional<CLineAtMargin> LineBefore(int line) const {
    if (line == 0) return absl::nullopt;
    if (enclosing_line_ == line - 1) return enclosing_;
    if (line > range_.begin) return absl::nullopt;
    CTokenizer tokenizer(/*in_comment=*/false);
    const Tokens tokens = tokenizer.Split(file_[line - 1]);
    if (!IsAtMargin(file_[line - 1], tokens)) return absl::nullopt;
    return DescribeLineAtMargin(tokens);
  }

  void ReadDirective(int line, Tokens tokens) {
    if (tokens.size() < 2) return;
    if (tokens[1].Is("include")) {
      ReadInclude(line);
      return;
    }
    const bool has_names = tokens[1].Is("define") || tokens[1].Is("if") ||
                           tokens[1].Is("ifdef") || tokens[1].Is("elif");
    if (!has_names) return;
    Add(line, tokens, 2, DefinedAtMargin(tokens, absl::nullopt));
  }

  void ReadInclude(int line) {
    const absl::string_view text = file_[line];
    const size_t begin = text.find_first_of("<\"");
    if (begin == absl::string_view::npos) return;
    const size_t end = text.find_first_of(">\"", begin + 1);
    if (end == absl::string_view::npos) return;
    CUse use;
    use.name = text.substr(begin, end + 1 - begin);
    use.space = NameSpace::kHeader;
    use.line = line;
    names_->uses.push_back(use);
  }

  void Add(int line, Tokens tokens, size_t first,
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
      use.line = line;
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

  const Lines& file_;
  const LineRange range_;
  CNames* names_;
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

void ReadCNames(const Lines& file, LineRange range, CNames* names) {
  CNameReader(file, range, names).Read();
}

}  // namespace patchgraph
