"""Lists under a body's name that give neither duty nor diagnostic, counted by rules that the extractor does not have.

    python -m bench.lost FOLDER… [--show N]

Reads: documents of any kind, or JSON that `nhiemvu extract` wrote. Of the result it asks for the text of the segments,
the duties and the diagnostics; verbs, names of bodies and what stands under what are words and rules of its own, so
that it sees what `passages`, `names`, `verbs` and the alarm are blind to. A list is a run of at least three leaves of
one kind, side by side, seven in ten of which open with a verb of work; it stands under a body's name where the text
that leads it, or an item above it up to its Điều, names one.
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from multiprocessing import Pool
from pathlib import Path
from typing import Any

import msgspec

FEWEST, MOSTLY = 3, 0.7
OUTSIDE = {"furniture", "note", "header", "basis", "recipients", "signature"}
TOP = {"article", "annex", "part", "chapter", "section", "subsection"}
TELLS = {"passage-doubtful", "holder-unknown", "list-without-duties"}
VERBS = """
ban hành; biên soạn; báo cáo; bảo quản; bảo vệ; bảo đảm; bố trí; bồi dưỡng; bổ nhiệm; cho ý kiến; chuẩn bị;
chấp hành; chỉ đạo; chịu trách nhiệm; chủ trì; chủ động; cung cấp; công bố; công khai; cấp; cập nhật; cử; duy trì;
dự thảo; giám sát; giúp; giải quyết; giữ; góp ý; hoàn thiện; huy động; hướng dẫn; hỗ trợ; khai thác; khen thưởng;
khảo sát; khẩn trương; kiến nghị; kiểm soát; kiểm tra; kiện toàn; ký; kết nối; kịp thời; làm đầu mối; lưu trữ; lập;
mua sắm; mở; nghiên cứu; niêm yết; phát hiện; phát huy; phát triển; phân bổ; phân công; phê duyệt; phòng ngừa;
phối hợp; phổ biến; phục vụ; quy định; quyết định; quán triệt; quản lý; quản trị; rà soát; sơ kết; sắp xếp; sử dụng;
tham dự; tham gia; tham mưu; thanh tra; theo dõi; thi hành; thiết lập; thu hồi; thu thập; thuê; thành lập; thông báo;
thường xuyên; thẩm tra; thẩm định; thống kê; thực hiện; tiến hành; tiếp nhận; tiếp thu; tiếp tục; triển khai;
truyền thông; trình; trả lời; trực tiếp; tuyên truyền; tuyển dụng; tuân thủ; tăng cường; tư vấn; tập huấn; tập trung;
tổ chức; tổng hợp; tổng kết; vận dụng; vận hành; vận động; xem xét; xác nhận; xác định; xây dựng; xét; xét duyệt;
xử lý; yêu cầu; điều hành; điều phối; đào tạo; đánh giá; đôn đốc; đăng tải; đảm bảo; đầu tư; đẩy mạnh; đề nghị;
đề xuất; định hướng; định kỳ; ủy quyền; ứng dụng
"""
BEFORE = (
    r"[^\w]*(?:(?:về|trong|đối với) [^:,]{2,80}[:,] )?"
    r"(?:có (?:trách nhiệm|nhiệm vụ|quyền) |được |chịu trách nhiệm |h[ằà]ng năm,? )?"
)
OPENS = re.compile(rf"{BEFORE}(?:{'|'.join(' '.join(VERBS.split()).split('; '))})\b(?! (?:số )?\d)", re.IGNORECASE)
TYPES = """
Sở; Phòng; [UỦ][ỷyY] ban; UBND; HĐND; Hội đồng; Hội; Ban; Bộ; Văn phòng; Chi cục; Cục; Vụ; Trung tâm; Thanh tra;
Công an; Viện; Trường; Quỹ; Tổ; Đội; Trạm; Kho bạc; Ngân hàng; Bảo hiểm; Đảng ủy; Mặt trận; Tòa án; Kiểm toán;
Chính phủ; Giám đốc; Phó Giám đốc; Trưởng; Phó Trưởng; Chủ tịch; Phó Chủ tịch; Chánh; Bộ trưởng; Thủ trưởng;
Hiệu trưởng; Tổng Giám đốc; Ủy viên; Thư ký; [Cc]ác (?:sở|bộ|phòng|ban|cơ quan|đơn vị)
"""
# Words with which a type word is none: "Tổ chức", "Ban hành", "Phòng, chống" …
NONE = """
chức; hành; chống; ngừa; cháy; hợp; tra,; kiểm; bệnh; dịch; tránh; việc; bộ; ngũ; đất; lý; sách; bị; thảo; phẩm; phí;
thu; nghị; họp; thi; ,
"""
TYPE, NO_TYPE = ("|".join(" ".join(words.split()).split("; ")) for words in (TYPES, NONE))
BODY = re.compile(rf"(?<!\w)(?<!Hải )(?:{TYPE})(?! ?(?:{NO_TYPE}))(?: [^\W\d_]|\b)")
# What an act itself decides ("… quyết định sắp xếp … như sau:"), and what papers are asked for, is nobody's work.
NO_WORK = re.compile(
    r"quyết (?:định (?:sắp xếp|thành lập|phê duyệt|ban hành)|nghị)\b.*:$|^\W*(?:thành phần )?hồ sơ\b", re.I | re.S
)
REACH = 300  # characters of a text in which a body is looked for

Data = dict[str, Any]


def lists(document: Data) -> Iterator[tuple[Data, list[Data], str]]:
    """(what leads it, its items, the body's name) of each list of work under a body's name."""
    segments = [segment for segment in document["segments"] if segment["kind"] not in OUTSIDE and not segment["quoted"]]
    by_id = {segment["id"]: segment for segment in segments}
    siblings: dict[str | None, list[Data]] = {}
    for segment in segments:
        siblings.setdefault(segment["parent"], []).append(segment)
    for parent, children in siblings.items():
        lead = by_id.get(parent or "")
        for kind, group in groupby(children, lambda child: "" if child["id"] in siblings else child["kind"]):
            items = [item for item in group if not (kind == "paragraph" and item["text"].rstrip().endswith(":"))]
            opened = sum(OPENS.match(item["text"]) is not None for item in items)
            if kind and len(items) >= FEWEST and opened >= MOSTLY * len(items):
                before = children[max(0, children.index(items[0]) - 1)]
                own = before if before is not items[0] and before["kind"] == "paragraph" else lead
                if (above := own or lead) and not NO_WORK.search(above["text"]) and (name := _body(own, lead, by_id)):
                    yield above, items, name


def _body(own: Data | None, lead: Data | None, by_id: dict[str, Data]) -> str | None:
    """The first body that stands above a list, up to its Điều."""
    texts = [own] if own and own["kind"] != "annex" else []  # an annex names bodies by the way
    while lead:
        if lead["kind"] != "annex":
            texts.append(lead)
        if lead["kind"] in TOP:
            break
        lead = by_id.get(lead["parent"] or "")
    for segment in texts:
        if found := BODY.search(segment["text"][:REACH]):
            return segment["text"][found.start() : found.start() + 40]
    return None


def lost(document: Data) -> list[tuple[Data, list[Data], str]]:
    """The lists that give neither a duty nor a diagnostic."""
    holding = {duty["segment"] for duty in document["duties"]}
    parents = {segment["id"]: segment for segment in document["segments"]}
    told = [note["span"] for note in document["diagnostics"] if note["code"] in TELLS and note["span"]]
    missed = []
    for lead, items, name in lists(document):
        if any(item["id"] in holding for item in items):
            continue
        above = [lead, *items]
        up = parents.get(items[0]["parent"] or "")
        while up:
            above.append(up)
            up = parents.get(up["parent"] or "")
        if not any(a < span[1] and span[0] < b for segment in above for span in segment["spans"] for a, b in told):
            missed.append((lead, items, name))
    return missed


def read(path: Path) -> Data | None:
    """A document: JSON as it is, any other file extracted; None where it cannot be read."""
    if path.suffix == ".json":
        data: Data = json.loads(path.read_bytes())
        return data
    import nhiemvu

    try:
        made: Data = msgspec.to_builtins(nhiemvu.extract(path))
    except nhiemvu.NhiemvuError:
        return None
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print N of the lists of each folder")
    options = parser.parse_args()
    for folder in options.folders:
        paths = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".tsv")
        counts = Counter[str]()
        shown = options.show
        with Pool() as pool:
            for path, document in zip(paths, pool.imap(read, paths), strict=True):
                if document is None:
                    continue
                found, missed = list(lists(document)), lost(document)
                counts.update(documents=1, lists=len(found), lost=len(missed), with_lost=bool(missed))
                for lead, items, name in missed[:shown]:
                    print(f"{path.name} {lead['path']}: {lead['text'][:160]!r} under {name!r}, {len(items)} items")
                    print("".join(f"    {item['text'][:110]}\n" for item in items[:4]), end="")
                shown -= len(missed[:shown])
        print(
            f"{folder}: {counts['documents']} documents, {counts['lists']} lists of work under a body's name, "
            f"{counts['lost']} with neither duty nor diagnostic (in {counts['with_lost']} documents)"
        )


if __name__ == "__main__":
    main()
