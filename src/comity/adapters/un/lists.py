"""The consolidated list as the application reads it."""

from io import BytesIO

from comity.adapters.un.mapping import to_requests
from comity.adapters.un.reader import read_un_stream
from comity.app.ports.lists import ListRead


class UnLists:
    """Reads the XML of the United Nations; all of it, or nothing."""

    def read(self, data: bytes) -> ListRead:
        listed = read_un_stream(BytesIO(data))
        return ListRead(listed.generated_at, tuple(to_requests(listed)))
