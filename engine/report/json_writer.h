// JSON of any shape, written from the beginning to the end. For messages of a
// schema of ours see report_json.h.

#ifndef PATCHGRAPH_ENGINE_REPORT_JSON_WRITER_H_
#define PATCHGRAPH_ENGINE_REPORT_JSON_WRITER_H_

#include <string>

#include "absl/strings/string_view.h"

namespace patchgraph {

// Two spaces a level. Text of any encoding is taken; what is not UTF-8 becomes
// U+FFFD. That brackets are closed, and that a value in an object has a key, is
// the caller's to see to.
class JsonWriter {
 public:
  void OpenObject() { Open('{'); }
  void CloseObject() { Close('}'); }
  void OpenList() { Open('['); }
  void CloseList() { Close(']'); }

  // Of the value that is written next.
  void Key(absl::string_view key);
  void Text(absl::string_view text);
  void Number(double number);
  void Flag(bool flag);

  // A key and its value in one.
  void Text(absl::string_view key, absl::string_view text);
  void Number(absl::string_view key, double number);
  // The same, but not where the text is empty.
  void TextIfAny(absl::string_view key, absl::string_view text);

  // What was written, with a line feed at the end.
  std::string Take();

 private:
  void Open(char bracket);
  void Close(char bracket);
  void NextItem();
  void Quote(absl::string_view text);

  std::string out_;
  int depth_ = 0;
  bool first_ = true;  // nothing since the last bracket
  bool after_key_ = false;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REPORT_JSON_WRITER_H_
