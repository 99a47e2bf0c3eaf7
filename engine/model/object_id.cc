#include "engine/model/object_id.h"

#include <openssl/evp.h>

#include <memory>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"

namespace patchgraph {

std::string ObjectId::Hex() const { return absl::BytesToHexString(bytes()); }

ObjectId HashObject(absl::string_view type, absl::string_view bytes) {
  std::string header = absl::StrCat(type, " ", bytes.size());
  header.push_back('\0');
  ObjectId::Raw raw;
  unsigned length = 0;
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(
      EVP_MD_CTX_new(), &EVP_MD_CTX_free);
  EVP_DigestInit_ex(context.get(), EVP_sha1(), nullptr);
  EVP_DigestUpdate(context.get(), header.data(), header.size());
  EVP_DigestUpdate(context.get(), bytes.data(), bytes.size());
  EVP_DigestFinal_ex(context.get(), raw.data(), &length);
  return ObjectId(raw);
}

}  // namespace patchgraph
