#include "patchdb/postgres_address.h"

#include <cstddef>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"

namespace patchgraph {
namespace {

constexpr char kAdvice[] =
    "in a password, % is written %25, @ is %40, / is %2F and ? is %3F";

// The password of "user:password@host", with its colon. It ends where the last
// "@" is, for people forget to write one in a password as %40.
absl::string_view PasswordOf(absl::string_view address) {
  const size_t scheme = address.find("://");
  const size_t from = scheme == absl::string_view::npos ? 0 : scheme + 3;
  const absl::string_view rest = address.substr(from);
  const size_t first = rest.find('@');
  if (first == absl::string_view::npos ||
      (first > rest.find('/') && first > rest.find('?'))) {
    return {};
  }
  const absl::string_view before_query = rest.substr(0, rest.find('?', first));
  const absl::string_view user = rest.substr(0, before_query.rfind('@'));
  const size_t colon = user.find(':');
  return colon == absl::string_view::npos ? absl::string_view()
                                          : user.substr(colon);
}

// What nobody is to see of `address`: parts of it, in their order.
std::vector<absl::string_view> SecretsOf(absl::string_view address) {
  std::vector<absl::string_view> secrets;
  size_t query = 0;
  const absl::string_view password = PasswordOf(address);
  if (!password.empty()) {
    secrets.push_back(password);
    query =
        static_cast<size_t>(password.data() - address.data()) + password.size();
  }
  constexpr absl::string_view kWord = "password=";  // sslpassword=, too
  for (size_t word = address.find(kWord, query);
       word != absl::string_view::npos; word = address.find(kWord, word)) {
    word += kWord.size();
    secrets.push_back(address.substr(word, address.find('&', word) - word));
  }
  return secrets;
}

}  // namespace

std::string WithoutPassword(absl::string_view address) {
  std::string shown;
  size_t done = 0;
  for (const absl::string_view secret : SecretsOf(address)) {
    const auto begin = static_cast<size_t>(secret.data() - address.data());
    absl::StrAppend(&shown, address.substr(done, begin - done));
    done = begin + secret.size();
  }
  absl::StrAppend(&shown, address.substr(done));
  return shown;
}

std::string WithoutPasswordOf(absl::string_view address,
                              absl::string_view message) {
  // libpq takes the rest of such a password for the host, or for the database.
  if (PasswordOf(address).find_first_of("@/") != absl::string_view::npos) {
    return absl::StrCat(WithoutPassword(address), ": ", kAdvice);
  }
  std::string said(message);
  for (absl::string_view secret : SecretsOf(address)) {
    absl::ConsumePrefix(&secret, ":");
    if (!secret.empty()) said = absl::StrReplaceAll(said, {{secret, "..."}});
  }
  if (absl::StrContains(said, "percent-encoded")) {
    absl::StrAppend(&said, "; ", kAdvice);
  }
  return said;
}

}  // namespace patchgraph
