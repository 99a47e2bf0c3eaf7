#include "engine/git/git_settings.h"

#include <cstdlib>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "engine/git/git_handles.h"

namespace patchgraph {
namespace {

struct Setting {
  std::string key;    // the words before the first and behind the last dot are
                      // in lower case
  std::string value;  // "true" where only the key was given
};

const char* Environment(const std::string& name) {
  return std::getenv(name.c_str());
}

std::string CleanKey(absl::string_view key) {
  const size_t first = key.find('.');
  const size_t last = key.rfind('.');
  if (first == absl::string_view::npos) return absl::AsciiStrToLower(key);
  return absl::StrCat(absl::AsciiStrToLower(key.substr(0, first)),
                      key.substr(first, last - first),
                      absl::AsciiStrToLower(key.substr(last)));
}

// Takes one word in single quotes, as a shell has it: 'it'\''s'. False where
// there is none.
bool TakeQuoted(absl::string_view* text, std::string* word) {
  if (!absl::ConsumePrefix(text, "'")) return false;
  while (true) {
    const size_t end = text->find('\'');
    if (end == absl::string_view::npos) return false;
    absl::StrAppend(word, text->substr(0, end));
    text->remove_prefix(end + 1);
    // Outside of the quotes only a quote or '!' may stand, escaped.
    if (text->size() < 3 || (*text)[0] != '\\' || (*text)[2] != '\'') {
      return true;
    }
    word->push_back((*text)[1]);
    text->remove_prefix(3);
  }
}

// What `git -c KEY=VALUE` hands on: 'KEY'='VALUE', or as older gits have it
// 'KEY=VALUE'.
void AddParameters(absl::string_view text, std::vector<Setting>* settings) {
  while (true) {
    text = absl::StripLeadingAsciiWhitespace(text);
    std::string key;
    if (!TakeQuoted(&text, &key)) return;
    std::string value = "true";
    if (absl::ConsumePrefix(&text, "=")) {
      // Nothing behind it: only the key was given.
      std::string given;
      if (TakeQuoted(&text, &given)) value = std::move(given);
    } else if (const size_t equals = key.find('=');
               equals != std::string::npos) {
      value = key.substr(equals + 1);
      key.resize(equals);
    }
    settings->push_back({CleanKey(key), std::move(value)});
  }
}

// The settings of the environment, which go before all files; the last of a key
// counts.
std::vector<Setting> EnvironmentSettings() {
  std::vector<Setting> settings;
  int count = 0;
  const char* number = Environment("GIT_CONFIG_COUNT");
  if (number != nullptr && absl::SimpleAtoi(number, &count)) {
    for (int i = 0; i < count; ++i) {
      const char* key = Environment(absl::StrCat("GIT_CONFIG_KEY_", i));
      const char* value = Environment(absl::StrCat("GIT_CONFIG_VALUE_", i));
      if (key == nullptr || value == nullptr) break;
      settings.push_back({CleanKey(key), value});
    }
  }
  const char* parameters = Environment("GIT_CONFIG_PARAMETERS");
  if (parameters != nullptr) AddParameters(parameters, &settings);
  return settings;
}

absl::optional<std::string> EnvironmentSetting(const std::string& key) {
  absl::optional<std::string> value;
  for (Setting& setting : EnvironmentSettings()) {
    if (setting.key == CleanKey(key)) value = std::move(setting.value);
  }
  return value;
}

using FindFile = int (*)(git_buf*);

void AddFile(git_config* config, git_config_level_t level,
             const std::string& file, const git_repository* repository) {
  // A file that is not there is one without settings.
  git_config_add_file_ondisk(config, file.c_str(), level, repository, 0);
}

void AddFound(git_config* config, git_config_level_t level, FindFile find) {
  git_buf file = {};
  if (find(&file) == 0) AddFile(config, level, file.ptr, nullptr);
  git_buf_dispose(&file);
}

// The files of the system and the user, and with a repository (else null) its
// own.
GitConfigHandle OpenGitConfig(git_repository* repository) {
  git_config* config = nullptr;
  if (git_config_new(&config) != 0) return nullptr;
  GitConfigHandle handle(config);
  const char* no_system = Environment("GIT_CONFIG_NOSYSTEM");
  int is_off = 0;
  if (no_system == nullptr || git_config_parse_bool(&is_off, no_system) != 0 ||
      is_off == 0) {
    AddFound(config, GIT_CONFIG_LEVEL_SYSTEM, git_config_find_system);
  }
  const char* global = Environment("GIT_CONFIG_GLOBAL");
  if (global != nullptr) {
    AddFile(config, GIT_CONFIG_LEVEL_GLOBAL, global, nullptr);
  } else {
    AddFound(config, GIT_CONFIG_LEVEL_XDG, git_config_find_xdg);
    AddFound(config, GIT_CONFIG_LEVEL_GLOBAL, git_config_find_global);
  }
  if (repository == nullptr) return handle;
  AddFile(config, GIT_CONFIG_LEVEL_LOCAL,
          absl::StrCat(git_repository_commondir(repository), "config"),
          repository);
  int has_own = 0;
  git_config_get_bool(&has_own, config, "extensions.worktreeconfig");
  if (has_own != 0) {
    AddFile(config, GIT_CONFIG_LEVEL_APP,
            absl::StrCat(git_repository_path(repository), "config.worktree"),
            repository);
  }
  return handle;
}

}  // namespace

absl::optional<std::string> GitSetting(const GitRepository& repository,
                                       const std::string& key) {
  if (auto value = EnvironmentSetting(key)) return value;
  const GitConfigHandle config = OpenGitConfig(repository.handle());
  git_buf value = {};
  if (config == nullptr ||
      git_config_get_string_buf(&value, config.get(), key.c_str()) != 0) {
    return absl::nullopt;
  }
  std::string copied(value.ptr, value.size);
  git_buf_dispose(&value);
  return copied;
}

bool GitFlag(const GitRepository& repository, const std::string& key,
             bool otherwise) {
  const absl::optional<std::string> value = GitSetting(repository, key);
  int flag = 0;
  if (!value.has_value() || git_config_parse_bool(&flag, value->c_str()) != 0) {
    return otherwise;
  }
  return flag != 0;
}

std::vector<std::string> GitSettingsOutside(const std::string& key) {
  std::vector<std::string> values;
  const GitConfigHandle config = OpenGitConfig(nullptr);
  if (config == nullptr) return values;
  git_config_get_multivar_foreach(
      config.get(), key.c_str(), nullptr,
      [](const git_config_entry* entry, void* payload) {
        static_cast<std::vector<std::string>*>(payload)->push_back(
            entry->value);
        return 0;
      },
      &values);
  return values;
}

}  // namespace patchgraph
