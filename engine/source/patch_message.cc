#include "engine/source/patch_message.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "engine/source/diff_reader_cursor.h"
#include "engine/source/mbox_encoding.h"

namespace patchgraph {
namespace {

bool ConsumeField(absl::string_view* line, absl::string_view name) {
  if (!absl::StartsWithIgnoreCase(*line, name)) return false;
  line->remove_prefix(name.size());
  *line = absl::StripAsciiWhitespace(*line);
  return true;
}

// Sets `field` unless it has a value; true if the line is such a field.
bool ReadField(absl::string_view line, absl::string_view name,
               std::string* field) {
  if (!ConsumeField(&line, name)) return false;
  if (field->empty()) *field = std::string(line);
  return true;
}

// The folded rest of a header's line: what follows lines up under it.
std::string Unfold(absl::string_view first, DiffCursor* cursor) {
  std::string text(first);
  while (true) {
    const absl::string_view next = TrimLineEnd(cursor->NextLine());
    if (next.empty() || (next[0] != ' ' && next[0] != '\t')) return text;
    absl::StrAppend(&text, " ", absl::StripAsciiWhitespace(next));
    cursor->Advance();
  }
}

// "PATCH v2 1/7", "RFC"; not "NET", which belongs to the subject.
bool IsTag(absl::string_view words) {
  return absl::StrContains(absl::AsciiStrToUpper(words), "PATCH") ||
         absl::EqualsIgnoreCase(words, "RFC");
}

class MessageReader {
 public:
  explicit MessageReader(Patch* patch) : patch_(*patch) {}

  void Read() {
    // Empty text would have no line end.
    std::string text = patch_.preamble;
    if (!absl::EndsWith(text, "\n")) text.push_back('\n');
    DiffCursor cursor(text, patch_.source, patch_.name);
    while (!cursor.AtEnd() && !done_) {
      ReadLine(&cursor);
      cursor.Advance();
    }
    if (patch_.subject.empty()) patch_.subject = std::move(first_line_);
  }

 private:
  void ReadLine(DiffCursor* cursor) {
    absl::string_view line = TrimLineEnd(cursor->Line());
    if (absl::StripTrailingAsciiWhitespace(line) == "---") {
      done_ = true;
      return;
    }
    if (line.empty()) {
      if (part_ == Part::kHeader) part_ = Part::kStartOfBody;
      return;
    }
    // Who passes on another's patch names the author in the body's first line.
    if (part_ == Part::kStartOfBody) {
      if (absl::StartsWithIgnoreCase(line, "From:")) patch_.author.clear();
      part_ = Part::kBody;
    }
    if (absl::StartsWith(line, "From ") || absl::StartsWith(line, "#!")) {
      return;
    }
    if (ReadMailField(line, cursor) || ReadDpatchField(line) ||
        ReadMercurialField(line)) {
      return;
    }
    line = absl::StripAsciiWhitespace(line);
    if (first_line_.empty() && !IsHeader(line)) first_line_ = std::string(line);
  }

  bool ReadMailField(absl::string_view line, DiffCursor* cursor) {
    if (ConsumeField(&line, "Subject:") ||
        ConsumeField(&line, "Description:")) {
      const std::string subject = Unfold(line, cursor);
      if (patch_.subject.empty()) {
        patch_.subject = SubjectWithoutTags(DecodeHeaderWords(subject));
      }
      return true;
    }
    if (ConsumeField(&line, "From:") || ConsumeField(&line, "Author:")) {
      const std::string author = Unfold(line, cursor);
      if (patch_.author.empty()) patch_.author = DecodeHeaderWords(author);
      return true;
    }
    return ReadField(line, "Date:", &patch_.date);
  }

  bool ReadDpatchField(absl::string_view line) {
    if (!absl::ConsumePrefix(&line, "## ")) return false;
    if (absl::ConsumePrefix(&line, "DP:")) {
      if (patch_.subject.empty()) {
        patch_.subject = std::string(absl::StripAsciiWhitespace(line));
      }
      return true;
    }
    const size_t by = line.find(" by ");
    if (by != absl::string_view::npos && patch_.author.empty()) {
      patch_.author =
          std::string(absl::StripAsciiWhitespace(line.substr(by + 4)));
    }
    return true;
  }

  bool ReadMercurialField(absl::string_view line) {
    if (!absl::ConsumePrefix(&line, "# ")) return false;
    if (!ReadField(line, "User ", &patch_.author)) {
      ReadField(line, "Date ", &patch_.date);
    }
    return true;
  }

  // "Message-Id: x": a header of some kind, and no prose.
  static bool IsHeader(absl::string_view line) {
    const size_t colon = line.find(':');
    if (colon == absl::string_view::npos || colon == 0 ||
        colon + 1 >= line.size() || line[colon + 1] != ' ') {
      return false;
    }
    const absl::string_view name = line.substr(0, colon);
    return absl::ascii_isupper(name[0]) && name.find('-') != name.npos &&
           name.find(' ') == name.npos;
  }

  enum class Part { kHeader, kStartOfBody, kBody };

  Patch& patch_;
  Part part_ = Part::kHeader;
  std::string first_line_;
  bool done_ = false;
};

}  // namespace

std::string SubjectWithoutTags(absl::string_view subject) {
  while (true) {
    subject = absl::StripAsciiWhitespace(subject);
    const size_t close = subject.find(']');
    if (absl::StartsWith(subject, "[") && close != subject.npos &&
        IsTag(subject.substr(1, close - 1))) {
      subject.remove_prefix(close + 1);
    } else if (absl::StartsWithIgnoreCase(subject, "re:")) {
      subject.remove_prefix(3);
    } else {
      return std::string(subject);
    }
  }
}

void FillInMessage(Patch* patch) {
  if (!patch->preamble.empty()) MessageReader(patch).Read();
}

}  // namespace patchgraph
