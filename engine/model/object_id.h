// The name git gives to a blob or a tree: the SHA-1 of its type, size and
// bytes.

#ifndef PATCHGRAPH_ENGINE_MODEL_OBJECT_ID_H_
#define PATCHGRAPH_ENGINE_MODEL_OBJECT_ID_H_

#include <array>
#include <cstdint>
#include <cstring>
#include <string>
#include <utility>

#include "absl/strings/string_view.h"

namespace patchgraph {

// A 20-byte object id. The default value is the null id, which names nothing.
class ObjectId {
 public:
  static constexpr int kBytes = 20;
  using Raw = std::array<uint8_t, kBytes>;

  ObjectId() : raw_{} {}
  explicit ObjectId(const Raw& raw) : raw_(raw) {}

  const Raw& raw() const { return raw_; }
  bool IsNull() const { return raw_ == Raw{}; }
  // The same, as git's files have them.
  absl::string_view bytes() const {
    return absl::string_view(reinterpret_cast<const char*>(raw_.data()),
                             raw_.size());
  }
  // 40 lower-case hexadecimal digits.
  std::string Hex() const;

  friend bool operator==(const ObjectId& a, const ObjectId& b) {
    return a.raw_ == b.raw_;
  }
  friend bool operator!=(const ObjectId& a, const ObjectId& b) {
    return a.raw_ != b.raw_;
  }
  friend bool operator<(const ObjectId& a, const ObjectId& b) {
    return a.raw_ < b.raw_;
  }
  template <typename H>
  friend H AbslHashValue(H state, const ObjectId& id) {
    // The bytes are a hash already: the first eight spread well enough.
    uint64_t word = 0;
    std::memcpy(&word, id.raw_.data(), sizeof word);
    return H::combine(std::move(state), word);
  }

 private:
  Raw raw_;
};

// The id that git gives to an object of these bytes; `type` is git's word for
// it: "blob", "tree", "commit".
ObjectId HashObject(absl::string_view type, absl::string_view bytes);
inline ObjectId HashBlob(absl::string_view bytes) {
  return HashObject("blob", bytes);
}

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_MODEL_OBJECT_ID_H_
