// Where the parts of a message in protocol buffers' text format are written,
// and what is wrong there.

#ifndef PATCHGRAPH_RULES_TEXT_PLACES_H_
#define PATCHGRAPH_RULES_TEXT_PLACES_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/io/tokenizer.h"
#include "google/protobuf/message.h"
#include "google/protobuf/text_format.h"

namespace patchgraph {

// Of one message. Does not own the tree, which may be null: then everything is
// at the file's beginning.
class TextPlaces {
 public:
  TextPlaces(std::string file,
             const google::protobuf::TextFormat::ParseInfoTree* tree)
      : file_(std::move(file)), tree_(tree) {}

  const std::string& file() const { return file_; }
  // "rules.textproto:12:3", of the field of that number; of a repeated one, of
  // its element `index`.
  std::string Of(const google::protobuf::Message& message, int field,
                 int index = -1) const;
  // The places in a message that a field holds.
  TextPlaces Inside(const google::protobuf::Message& message, int field,
                    int index = -1) const;

 private:
  std::string file_;
  const google::protobuf::TextFormat::ParseInfoTree* tree_;
};

// Complaints, each "file:line:column: what".
class TextComplaints : public google::protobuf::io::ErrorCollector {
 public:
  // `root` is the type of the whole file.
  TextComplaints(std::string file, const google::protobuf::Descriptor* root)
      : file_(std::move(file)), root_(root) {}

  // What protobuf's parser complains of; it counts from 0. It only warns of
  // fields that it does not know, where it is told to go on.
  void AddError(int line, int column, const std::string& message) override;
  void AddWarning(int line, int column, const std::string& message) override {
    AddError(line, column, message);
  }
  void Add(absl::string_view origin, absl::string_view what);
  // Lines that have their places already.
  void AddLines(absl::string_view lines);

  const std::string& file() const { return file_; }
  bool empty() const { return lines_.empty(); }
  // InvalidArgument with a line for each, in the order of their places in the
  // file; those of other files follow. OK if there is none.
  absl::Status Result() const;

 private:
  std::string file_;
  const google::protobuf::Descriptor* root_;
  std::vector<std::string> lines_;
};

// "rules.textproto:12:3" of a place as protobuf counts, from 0. A negative line
// is none: then it is the file's beginning.
std::string TextOrigin(absl::string_view file, int line, int column);

// `complaint` of protobuf's parser as a person who has never heard of protobuf
// would want it, such as "unknown field `bass` in a stack; did you mean
// `base`?". One that is not known here stays as it is.
std::string InOurWords(absl::string_view complaint,
                       const google::protobuf::Descriptor* root);

}  // namespace patchgraph

#endif  // PATCHGRAPH_RULES_TEXT_PLACES_H_
