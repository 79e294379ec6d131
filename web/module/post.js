// A string in, a string out.
Module["stepmark_reply"] = (request) => {
  const size = lengthBytesUTF8(request) + 1;
  const place = _malloc(size);
  stringToUTF8(request, place, size);
  try {
    return UTF8ToString(_stepmark_reply(place));
  } finally {
    _free(place);
  }
};
