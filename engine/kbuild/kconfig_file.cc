#include "engine/kbuild/kconfig_file.h"

#include <cstddef>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "engine/kbuild/kconfig_tokens.h"

namespace patchgraph {
namespace {

constexpr int kDeepestBlocks = 100;

struct TypeWord {
  absl::string_view word;
  KconfigType type;
  bool with_default;
};

constexpr TypeWord kTypeWords[] = {
    {"bool", KconfigType::kBool, false},
    {"boolean", KconfigType::kBool, false},
    {"tristate", KconfigType::kTristate, false},
    {"string", KconfigType::kString, false},
    {"int", KconfigType::kInt, false},
    {"hex", KconfigType::kHex, false},
    {"def_bool", KconfigType::kBool, true},
    {"def_boolean", KconfigType::kBool, true},
    {"def_tristate", KconfigType::kTristate, true},
    {"def_string", KconfigType::kString, true},
    {"def_int", KconfigType::kInt, true},
    {"def_hex", KconfigType::kHex, true},
};

absl::string_view WithoutLineEnd(absl::string_view line) {
  if (absl::EndsWith(line, "\n")) line.remove_suffix(1);
  if (absl::EndsWith(line, "\r")) line.remove_suffix(1);
  return line;
}

// How far a line of a help text is indented; tabs go to the next eighth column.
int IndentOf(absl::string_view line) {
  int column = 0;
  for (const char byte : line) {
    if (byte == '\t') {
      column = (column / 8 + 1) * 8;
    } else if (byte == ' ') {
      ++column;
    } else {
      break;
    }
  }
  return column;
}

bool IsBlankLine(absl::string_view line) {
  return absl::StripAsciiWhitespace(line).empty();
}

// "help", "---help---", and with as many dashes as people write.
bool IsHelpLine(absl::string_view line) {
  while (!line.empty() && (line[0] == '-' || line[0] == ' ')) {
    line.remove_prefix(1);
  }
  if (!absl::ConsumePrefix(&line, "help")) return false;
  return line.empty() || line[0] == '-' || line[0] == ' ' || line[0] == '\t';
}

class KconfigFileReader {
 public:
  KconfigFileReader(absl::string_view path, absl::string_view text,
                    KconfigExpressions* expressions)
      : lines_(text), expressions_(expressions) {
    file_.path = std::string(path);
  }

  KconfigFile Read() {
    while (next_ < lines_.size()) ReadLine();
    while (!open_.empty()) {
      Warn(file_.items[open_.back()].lines.begin, "is not ended");
      open_.pop_back();
    }
    return std::move(file_);
  }

 private:
  void ReadLine();
  bool ReadAssignment(absl::string_view line);
  void ReadWords(KconfigTokenReader* words);
  bool ReadBlockWord(const std::string& word, KconfigTokenReader* words);
  bool ReadTypeWord(const std::string& word, KconfigTokenReader* words);
  bool ReadPropertyWord(const std::string& word, KconfigTokenReader* words);
  void ReadSource(const std::string& word, KconfigTokenReader* words);
  void ReadPrompt(KconfigTokenReader* words);
  void EndBlock(KconfigItem::Kind kind);
  void PassHelp();

  KconfigItem* NewItem(KconfigItem::Kind kind);
  KconfigProperty* NewProperty(KconfigProperty::Kind kind);
  void Warn(int line, absl::string_view text);
  // Of the line that is being read; it has not been understood.
  void WarnOfLine(absl::string_view text);

  const Lines lines_;
  KconfigExpressions* expressions_;
  KconfigFile file_;
  int next_ = 0;
  LineRange at_;            // the lines that are being read
  std::vector<int> open_;   // blocks, by item
  int current_ = -1;        // the item that properties belong to
  int skipped_blocks_ = 0;  // deeper than they are followed
};

void KconfigFileReader::Warn(int line, absl::string_view text) {
  file_.warnings.push_back({file_.path, line + 1, std::string(text)});
}

void KconfigFileReader::WarnOfLine(absl::string_view text) {
  Warn(at_.begin, text);
  if (file_.dark_lines.empty() || file_.dark_lines.back() < at_.begin) {
    file_.dark_lines.push_back(at_.begin);
  }
}

void KconfigFileReader::ReadLine() {
  at_.begin = next_;
  absl::string_view line = WithoutLineEnd(lines_[next_++]);
  std::string joined;
  while (absl::EndsWith(line, "\\") && next_ < lines_.size()) {
    if (joined.empty()) joined = std::string(line);
    joined.pop_back();
    absl::StrAppend(&joined, " ", WithoutLineEnd(lines_[next_++]));
    line = joined;
  }
  at_.end = next_;
  line = absl::StripAsciiWhitespace(line);
  if (line.empty() || line[0] == '#') return;
  if (IsHelpLine(line)) return PassHelp();
  if (ReadAssignment(line)) return;
  const KconfigTokens split = SplitKconfigLine(line);
  if (!split.trouble.empty()) WarnOfLine(split.trouble);
  if (split.tokens.empty()) return;
  KconfigTokenReader words(split.tokens, expressions_);
  ReadWords(&words);
  if (!words.trouble().empty()) {
    WarnOfLine(words.trouble());
  } else if (!words.AtEnd()) {
    WarnOfLine("what follows on the line was not understood");
  }
  if (words.has_macro()) {
    Warn(at_.begin, "a macro, which is not run: it may yield anything");
  }
}

// "NAME := text", "NAME = text", "NAME += text", and a macro called alone.
bool KconfigFileReader::ReadAssignment(absl::string_view line) {
  if (absl::StartsWith(line, "$(")) {
    WarnOfLine("a macro, which is not run");
    return true;
  }
  std::size_t end = 0;
  while (end < line.size() &&
         (absl::ascii_isalnum(static_cast<unsigned char>(line[end])) ||
          line[end] == '_' || line[end] == '-')) {
    ++end;
  }
  const absl::string_view rest =
      absl::StripLeadingAsciiWhitespace(line.substr(end));
  std::size_t sign = 0;
  if (absl::StartsWith(rest, ":=") || absl::StartsWith(rest, "+=")) sign = 2;
  if (absl::StartsWith(rest, "=")) sign = 1;
  if (end == 0 || sign == 0) return false;
  KconfigItem* item = NewItem(KconfigItem::kVariable);
  item->name = expressions_->Name(line.substr(0, end));
  item->text =
      std::string(absl::StripLeadingAsciiWhitespace(rest.substr(sign)));
  return true;
}

KconfigItem* KconfigFileReader::NewItem(KconfigItem::Kind kind) {
  KconfigItem item;
  item.kind = kind;
  item.parent = open_.empty() ? -1 : open_.back();
  item.lines = at_;
  file_.items.push_back(std::move(item));
  const int number = static_cast<int>(file_.items.size()) - 1;
  current_ = number;
  if (kind == KconfigItem::kChoice || kind == KconfigItem::kMenu ||
      kind == KconfigItem::kIf) {
    open_.push_back(number);
  }
  return &file_.items.back();
}

KconfigProperty* KconfigFileReader::NewProperty(KconfigProperty::Kind kind) {
  KconfigItem& item = file_.items[current_];
  item.properties.emplace_back();
  item.properties.back().kind = kind;
  item.properties.back().lines = at_;
  item.lines.end = at_.end;
  return &item.properties.back();
}

void KconfigFileReader::EndBlock(KconfigItem::Kind kind) {
  current_ = -1;
  if (skipped_blocks_ > 0) {
    --skipped_blocks_;
    return;
  }
  if (open_.empty() || file_.items[open_.back()].kind != kind) {
    return WarnOfLine("ends what was not begun");
  }
  file_.items[open_.back()].end_line = at_.begin;
  open_.pop_back();
}

// The text below "help": as far as it is indented like its first line.
void KconfigFileReader::PassHelp() {
  int indent = 0;
  int end = next_;
  while (next_ < lines_.size()) {
    const absl::string_view line = lines_[next_];
    if (!IsBlankLine(line)) {
      const int here = IndentOf(line);
      if (here == 0 || here < indent) break;
      if (indent == 0) indent = here;
      end = next_ + 1;
    }
    ++next_;
  }
  if (current_ >= 0) file_.items[current_].lines.end = end;
}

void KconfigFileReader::ReadWords(KconfigTokenReader* words) {
  if (!words->Sees(KconfigToken::kWord)) {
    WarnOfLine("a line that does not begin with a word");
    while (!words->AtEnd()) words->Take();
    return;
  }
  const std::string word = words->Take().text;
  if (ReadBlockWord(word, words)) return;
  if (current_ >= 0 &&
      (ReadTypeWord(word, words) || ReadPropertyWord(word, words))) {
    return;
  }
  WarnOfLine(absl::StrCat("\"", word, "\" is not known here"));
  while (!words->AtEnd()) words->Take();
}

bool KconfigFileReader::ReadBlockWord(const std::string& word,
                                      KconfigTokenReader* words) {
  if (word == "config" || word == "menuconfig") {
    KconfigItem* item = NewItem(KconfigItem::kConfig);
    if (words->Sees(KconfigToken::kWord)) {
      item->name = expressions_->Name(words->Take().text);
    } else {
      WarnOfLine("a symbol without a name");
    }
    return true;
  }
  if (word == "source" || word == "rsource" || word == "osource" ||
      word == "orsource" || word == "gsource" || word == "grsource") {
    ReadSource(word, words);
    return true;
  }
  if (word == "endif") EndBlock(KconfigItem::kIf);
  if (word == "endmenu") EndBlock(KconfigItem::kMenu);
  if (word == "endchoice") EndBlock(KconfigItem::kChoice);
  if (absl::StartsWith(word, "end")) {
    return absl::StrContains(" endif endmenu endchoice ",
                             absl::StrCat(" ", word, " "));
  }
  if (word == "mainmenu" || word == "comment") {
    // Only to be looked at. What "depends on" follows a comment is passed over
    // with it.
    NewItem(KconfigItem::kMenu);
    open_.pop_back();
    if (!words->AtEnd()) words->Take();
    return true;
  }
  if (word != "if" && word != "menu" && word != "choice") return false;
  if (static_cast<int>(open_.size()) >= kDeepestBlocks) {
    ++skipped_blocks_;
    WarnOfLine("blocks too deep: what this one says is left out");
    while (!words->AtEnd()) words->Take();
    return true;
  }
  if (word == "if") {
    NewItem(KconfigItem::kIf);
    const KconfigExpr condition = words->TakeExpression();
    NewProperty(KconfigProperty::kDepends)->condition = condition;
    current_ = -1;
  } else if (word == "menu") {
    NewItem(KconfigItem::kMenu);
    if (!words->AtEnd()) words->Take();
  } else {
    KconfigItem* item = NewItem(KconfigItem::kChoice);
    if (words->Sees(KconfigToken::kWord)) {
      item->name = expressions_->Name(words->Take().text);
    }
  }
  return true;
}

void KconfigFileReader::ReadSource(const std::string& word,
                                   KconfigTokenReader* words) {
  KconfigItem* item = NewItem(KconfigItem::kSource);
  item->relative = absl::StrContains(word, "rsource");
  item->optional = word[0] == 'o' || word[0] == 'g';
  if (words->AtEnd()) return WarnOfLine("\"source\" of nothing");
  item->text = words->Take().text;
  current_ = -1;
}

void KconfigFileReader::ReadPrompt(KconfigTokenReader* words) {
  if (words->AtEnd() || words->SeesWord("if")) return;
  std::string text = words->Take().text;
  const KconfigExpr condition = words->TakeCondition();
  KconfigProperty* prompt = NewProperty(KconfigProperty::kPrompt);
  prompt->text = std::move(text);
  prompt->condition = condition;
}

bool KconfigFileReader::ReadTypeWord(const std::string& word,
                                     KconfigTokenReader* words) {
  for (const TypeWord& known : kTypeWords) {
    if (known.word != word) continue;
    KconfigItem& item = file_.items[current_];
    item.type = known.type;
    item.type_lines = at_;
    item.lines.end = at_.end;
    if (known.with_default) {
      const KconfigExpr value = words->TakeExpression();
      const KconfigExpr condition = words->TakeCondition();
      KconfigProperty* added = NewProperty(KconfigProperty::kDefault);
      added->value = value;
      added->condition = condition;
    } else {
      ReadPrompt(words);
    }
    return true;
  }
  return false;
}

bool KconfigFileReader::ReadPropertyWord(const std::string& word,
                                         KconfigTokenReader* words) {
  KconfigProperty read;
  if (word == "prompt") {
    ReadPrompt(words);
    return true;
  }
  if (word == "depends" || word == "requires") {
    words->TakeWord("on");
    read.kind = KconfigProperty::kDepends;
    read.condition = words->TakeExpression();
    if (words->TakeWord("if")) {
      // "depends on A if B" asks for A only where B holds.
      read.condition = expressions_->Or(
          expressions_->Not(words->TakeExpression()), read.condition);
    }
  } else if (word == "default") {
    read.kind = KconfigProperty::kDefault;
    read.value = words->TakeExpression();
    read.condition = words->TakeCondition();
  } else if (word == "select" || word == "enable" || word == "imply") {
    read.kind =
        word == "imply" ? KconfigProperty::kImply : KconfigProperty::kSelect;
    read.value = words->TakeOperand();
    read.condition = words->TakeCondition();
  } else if (word == "range") {
    read.kind = KconfigProperty::kRange;
    read.value = words->TakeOperand();
    read.upper = words->TakeOperand();
    read.condition = words->TakeCondition();
  } else if (word == "visible") {
    read.kind = KconfigProperty::kVisible;
    read.condition = words->TakeCondition();
  } else if (word == "option" || word == "optional" || word == "modules" ||
             word == "transitional") {
    read.kind = KconfigProperty::kOption;
    read.text = word == "option" ? "" : word;
    while (!words->AtEnd()) absl::StrAppend(&read.text, words->Take().text);
  } else {
    return false;
  }
  *NewProperty(read.kind) = std::move(read);
  file_.items[current_].properties.back().lines = at_;
  return true;
}

}  // namespace

absl::string_view KconfigTypeName(KconfigType type) {
  constexpr absl::string_view kNames[] = {"nothing", "bool", "tristate",
                                          "string",  "int",  "hex"};
  return kNames[static_cast<int>(type)];
}

bool operator==(const KconfigProperty& a, const KconfigProperty& b) {
  return a.kind == b.kind && a.text == b.text && a.value == b.value &&
         a.upper == b.upper && a.condition == b.condition;
}

KconfigFile ReadKconfigFile(absl::string_view path, absl::string_view text,
                            KconfigExpressions* expressions) {
  return KconfigFileReader(path, text, expressions).Read();
}

}  // namespace patchgraph
