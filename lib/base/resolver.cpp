#include "lib/base/resolver.hpp"

#include "lib/base/error.hpp"
#include "lib/base/file.hpp"

namespace stepmark {

Resolver files_from(std::string directory) {
  return [directory = std::move(directory)](const std::string& path, std::size_t max_bytes) {
    const bool relative = !path.starts_with('/') && !directory.empty();
    const std::string name = relative ? directory + '/' + path : path;
    return NamedText{name, read_text_file(name, max_bytes)};
  };
}

Resolver no_files() {
  return [](const std::string& path, std::size_t) -> NamedText {
    throw InputError({path, 0, 0}, "no files are read here", "expected a problem that names none");
  };
}

NamedText resolved(const Resolver& files, const std::string& path, std::size_t max_bytes) {
  NamedText file = files ? files(path, max_bytes) : no_files()(path, max_bytes);
  if (file.text.size() > max_bytes) {
    throw InputError({file.name, 0, 0}, "is too large", "expected at most " + std::to_string(max_bytes) + " bytes");
  }
  file.text = std::string(without_byte_order_mark(file.text));
  check_text(file.text, file.name);
  return file;
}

}  // namespace stepmark
