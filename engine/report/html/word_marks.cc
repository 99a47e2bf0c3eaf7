#include "engine/report/html/word_marks.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/types/span.h"
#include "engine/text/diff.h"
#include "engine/text/lines.h"

namespace patchgraph {
namespace {

// Of the letters of changed lines, the share that both must have for their
// words to be compared.
constexpr double kLeastInCommon = 0.3;

constexpr DiffOptions kByWords = {DiffAlgorithm::kMyers, {}};

using Flags = std::vector<bool>;  // one for each byte of a text

bool IsWordByte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return absl::ascii_isalnum(byte) || byte == '_' || byte >= 0x80;
}

// Names and numbers, runs of spaces, and any other character by itself.
std::vector<absl::string_view> WordsOf(absl::string_view text) {
  std::vector<absl::string_view> words;
  size_t begin = 0;
  while (begin < text.size()) {
    size_t end = begin + 1;
    if (IsWordByte(text[begin])) {
      while (end < text.size() && IsWordByte(text[end])) ++end;
    } else if (text[begin] == ' ' || text[begin] == '\t') {
      while (end < text.size() && (text[end] == ' ' || text[end] == '\t')) {
        ++end;
      }
    }
    words.push_back(text.substr(begin, end - begin));
    begin = end;
  }
  return words;
}

// Equal words get equal numbers.
class WordNumbers {
 public:
  std::vector<int> Of(absl::Span<const absl::string_view> words) {
    std::vector<int> numbers;
    numbers.reserve(words.size());
    for (const absl::string_view word : words) {
      numbers.push_back(
          known_.emplace(word, static_cast<int>(known_.size())).first->second);
    }
    return numbers;
  }

 private:
  std::map<absl::string_view, int> known_;
};

bool IsSpace(absl::string_view word) {
  return word.find_first_not_of(" \t\r\n") == absl::string_view::npos;
}

int Letters(absl::Span<const absl::string_view> words) {
  int letters = 0;
  for (const absl::string_view word : words) {
    if (!IsSpace(word)) letters += static_cast<int>(word.size());
  }
  return letters;
}

// Sets the flags of the words in `ranges`, which are in order, the first word
// of all being at byte `offset`.
void Mark(absl::Span<const absl::string_view> words,
          const std::vector<LineRange>& ranges, size_t offset, Flags* flags) {
  int at = 0;
  const auto skip_to = [&](int word) {
    for (; at < word; ++at) offset += words[static_cast<size_t>(at)].size();
  };
  for (const LineRange& range : ranges) {
    skip_to(range.begin);
    const size_t from = offset;
    skip_to(range.end);
    std::fill(flags->begin() + from, flags->begin() + offset, true);
  }
}

// Marks what differs between two runs of changed lines.
void MarkBlock(absl::string_view before, size_t before_offset,
               absl::string_view after, size_t after_offset,
               Flags* before_flags, Flags* after_flags) {
  const std::vector<absl::string_view> before_words = WordsOf(before);
  const std::vector<absl::string_view> after_words = WordsOf(after);
  WordNumbers numbers;
  const std::vector<int> before_ids = numbers.Of(before_words);
  const std::vector<int> after_ids = numbers.Of(after_words);
  const std::vector<Edit> edits = Diff(before_ids, after_ids, kByWords);
  int changed = 0;
  for (const Edit& edit : edits) {
    changed += Letters(absl::MakeConstSpan(before_words)
                           .subspan(static_cast<size_t>(edit.before_begin),
                                    static_cast<size_t>(edit.before().size())));
    changed += Letters(absl::MakeConstSpan(after_words)
                           .subspan(static_cast<size_t>(edit.after_begin),
                                    static_cast<size_t>(edit.after().size())));
  }
  const int all = Letters(before_words) + Letters(after_words);
  if (before.empty() || after.empty() || all - changed < kLeastInCommon * all) {
    std::fill_n(before_flags->begin() + before_offset, before.size(), true);
    std::fill_n(after_flags->begin() + after_offset, after.size(), true);
    return;
  }
  std::vector<LineRange> before_ranges;
  std::vector<LineRange> after_ranges;
  for (const Edit& edit : edits) {
    before_ranges.push_back(edit.before());
    after_ranges.push_back(edit.after());
  }
  Mark(before_words, before_ranges, before_offset, before_flags);
  Mark(after_words, after_ranges, after_offset, after_flags);
}

MarkedText Marked(const Lines& lines, const Flags& flags) {
  MarkedText text;
  for (int i = 0; i < lines.size(); ++i) {
    MarkedLine line;
    const size_t start = lines.StartOf(i);
    const absl::string_view bytes = lines[i];
    for (size_t at = 0; at < bytes.size(); ++at) {
      const bool marked = flags[start + at];
      line.changed = line.changed || marked;
      if (bytes[at] == '\n') continue;
      if (line.runs.empty() || line.runs.back().marked != marked) {
        line.runs.push_back({"", marked});
      }
      line.runs.back().text.push_back(bytes[at]);
    }
    text.push_back(std::move(line));
  }
  return text;
}

}  // namespace

MarkedPair MarkWords(absl::string_view before, absl::string_view after) {
  const Lines before_lines(before);
  const Lines after_lines(after);
  Flags before_flags(before.size());
  Flags after_flags(after.size());
  for (const Edit& edit : Diff(before_lines, after_lines, kByWords)) {
    MarkBlock(before_lines.Range(edit.before()),
              before_lines.StartOf(edit.before_begin),
              after_lines.Range(edit.after()),
              after_lines.StartOf(edit.after_begin), &before_flags,
              &after_flags);
  }
  return {Marked(before_lines, before_flags), Marked(after_lines, after_flags)};
}

MarkedText UnitedMarks(const MarkedText& a, const MarkedText& b) {
  MarkedText united;
  for (size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
    std::string text;
    Flags flags;
    for (const WordRun& run : a[i].runs) {
      text.append(run.text);
      flags.insert(flags.end(), run.text.size(), run.marked);
    }
    size_t at = 0;
    for (const WordRun& run : b[i].runs) {
      for (size_t k = 0; k < run.text.size() && at < flags.size(); ++k, ++at) {
        flags[at] = flags[at] || run.marked;
      }
    }
    MarkedText line = Marked(Lines(text), flags);
    MarkedLine whole = line.empty() ? MarkedLine() : std::move(line.front());
    whole.changed = a[i].changed || b[i].changed;
    united.push_back(std::move(whole));
  }
  return united;
}

}  // namespace patchgraph
