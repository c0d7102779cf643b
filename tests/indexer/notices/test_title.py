"""The type line and the title (trích yếu), as papers really print them."""

from __future__ import annotations

import pytest

from indexer.model import Status
from tests.notice_texts import read

HEAD = (
    "HUYỆN ỦY DI LINH\n*\nSố 21-{code}/HU\n\nĐẢNG CỘNG SẢN VIỆT NAM\n"
    "Di Linh, ngày 12 tháng 9 năm 2023\n\n"
)
BODY = "Ban Thường vụ Huyện ủy kết luận như sau:\n1. Ưu điểm"

# type line and what follows it: the type and title that are right.  "|" ends a line, "||" a blank.
TITLES = [
    # its first word is what opens a basis or a sentence elsewhere
    ("HƯỚNG DẪN|Thực hiện quy trình xét tặng Huy hiệu Đảng|-----", "Hướng dẫn",
     "Thực hiện quy trình xét tặng Huy hiệu Đảng"),
    ("NGHỊ QUYẾT|Đề nghị công nhận đảng viên chính thức|-----", "Nghị quyết",
     "Đề nghị công nhận đảng viên chính thức"),
    ("KẾ HOẠCH|Theo dõi việc thực hiện kết luận kiểm tra|-----", "Kế hoạch",
     "Theo dõi việc thực hiện kết luận kiểm tra"),
    ("HƯỚNG DẪN|THI HÀNH ĐIỀU LỆ ĐẢNG", "Hướng dẫn", "THI HÀNH ĐIỀU LỆ ĐẢNG"),
    ("HƯỚNG DẪN||Thi hành Điều lệ Đảng", "Hướng dẫn", "Thi hành Điều lệ Đảng"),
    ("BÁO CÁO|Tài chính đảng năm 2022", "Báo cáo", "Tài chính đảng năm 2022"),
    ("KẾ HOẠCH|Quán triệt, học tập Nghị quyết Đại hội", "Kế hoạch",
     "Quán triệt, học tập Nghị quyết Đại hội"),
    ("BÁO CÁO|Xét khen thưởng đợt 2|năm 2023", "Báo cáo", "Xét khen thưởng đợt 2 năm 2023"),
    ("ĐỀ ÁN|Sắp xếp thôn, tổ dân phố", "Đề án", "Sắp xếp thôn, tổ dân phố"),
    # the type line goes on
    ("THÔNG BÁO KẾT LUẬN|kiểm tra việc thực hiện Quy định số 213-QĐ/TW|đối với Đảng ủy xã",
     "Thông báo", "kết luận kiểm tra việc thực hiện Quy định số 213-QĐ/TW đối với Đảng ủy xã"),
    ("THÔNG BÁO KẾT LUẬN||giám sát đối với Đảng ủy xã", "Thông báo",
     "kết luận giám sát đối với Đảng ủy xã"),
    ("THÔNG BÁO KẾT LUẬN|-----|kiểm tra đối với Đảng ủy xã", "Thông báo",
     "kết luận kiểm tra đối với Đảng ủy xã"),
    ("BÁO CÁO NGÀY 11 THÁNG 9 NĂM 2023|VỀ CÔNG TÁC NỘI CHÍNH", "Báo cáo",
     "NGÀY 11 THÁNG 9 NĂM 2023 VỀ CÔNG TÁC NỘI CHÍNH"),
    ("THÔNG BÁO NHANH|kết quả Hội nghị lần thứ 18", "Thông báo",
     "nhanh kết quả Hội nghị lần thứ 18"),
    ("THÔNG BÁO SỐ 1|về việc tổ chức Đại hội", "Thông báo", "số 1 về việc tổ chức Đại hội"),
    ("THÔNG BÁO (Lần 2)|về việc nộp hồ sơ", "Thông báo", "(Lần 2) về việc nộp hồ sơ"),
    ("QUYẾT ĐỊNH về việc thành lập Tổ công tác", "Quyết định", "về việc thành lập Tổ công tác"),
    ("CHƯƠNG TRÌNH HÀNH ĐỘNG|thực hiện Nghị quyết", "Chương trình hành động",
     "thực hiện Nghị quyết"),
    ("CHƯƠNG TRÌNH LÀM VIỆC|của Ban Chấp hành năm 2024", "Chương trình",
     "làm việc của Ban Chấp hành năm 2024"),
    ("QUY CHẾ LÀM VIỆC|của Ban Chấp hành Đảng bộ huyện|khóa XI", "Quy chế",
     "làm việc của Ban Chấp hành Đảng bộ huyện khóa XI"),
    ("T H Ô N G   B Á O|về công tác cán bộ", "Thông báo", "về công tác cán bộ"),
    # types that few offices use
    ("GIẤY TRIỆU TẬP|Hội nghị học tập Nghị quyết", "Giấy triệu tập", "Hội nghị học tập Nghị quyết"),
    ("PHIẾU TRÌNH|giải quyết công việc|V/v góp ý dự thảo", "Phiếu trình",
     "giải quyết công việc V/v góp ý dự thảo"),
    ("PHIẾU XIN Ý KIẾN|về công tác nhân sự", "Phiếu xin ý kiến", "về công tác nhân sự"),
    ("PHIẾU LẤY Ý KIẾN||Về công tác nhân sự", "Phiếu lấy ý kiến", "Về công tác nhân sự"),
    ("QUY TRÌNH|giới thiệu nhân sự", "Quy trình", "giới thiệu nhân sự"),
    ("BẢN KIỂM ĐIỂM CÁ NHÂN|năm 2023", "Bản kiểm điểm", "cá nhân năm 2023"),
    ("THƯ CHÚC MỪNG|nhân Ngày Nhà giáo", "Thư", "chúc mừng nhân Ngày Nhà giáo"),
    ("THƯ|chúc mừng năm mới", "Thư", "chúc mừng năm mới"),
    ("THƯ KHEN", "Thư", "KHEN"),
    ("T H Ư|chúc mừng năm mới", "Thư", "chúc mừng năm mới"),
    ("THƯ MỜI|dự họp", "Thư mời", "dự họp"),
    ("THƯ VIỆN TỈNH||THÔNG BÁO|về nghỉ lễ", "Thông báo", "về nghỉ lễ"),
    ("LỊCH CÔNG TÁC|của Thường trực Huyện ủy|(Tuần 37, từ ngày 11/9 đến ngày 15/9/2023)",
     "Lịch công tác", "của Thường trực Huyện ủy (Tuần 37, từ ngày 11/9 đến ngày 15/9/2023)"),
    ("LỊCH CÔNG TÁC TUẦN 37|của Ban Thường vụ Huyện ủy", "Lịch công tác",
     "tuần 37 của Ban Thường vụ Huyện ủy"),
    ("LỊCH LÀM VIỆC|tháng 9 của Ban Thường vụ", "Lịch làm việc", "tháng 9 của Ban Thường vụ"),
    ("DANH SÁCH|đảng viên được tặng Huy hiệu Đảng đợt 02/9|-----", "Danh sách",
     "đảng viên được tặng Huy hiệu Đảng đợt 02/9"),
    ("DANH SÁCH CÁC TỔ CHỨC CƠ SỞ ĐẢNG|ĐƯỢC TẶNG BẰNG KHEN", "Danh sách",
     "CÁC TỔ CHỨC CƠ SỞ ĐẢNG ĐƯỢC TẶNG BẰNG KHEN"),
    ("ĐƠN XIN MIỄN CÔNG TÁC VÀ SINH HOẠT ĐẢNG||Kính gửi: Chi bộ Thôn 3", "Đơn",
     "XIN MIỄN CÔNG TÁC VÀ SINH HOẠT ĐẢNG"),
    ("ĐƠN XIN VÀO ĐẢNG||Kính gửi: Chi ủy Thôn 3", "Đơn", "XIN VÀO ĐẢNG"),
    ("ĐƠN|Đề nghị chuyển sinh hoạt đảng||Kính gửi: Chi ủy Thôn 3", "Đơn",
     "Đề nghị chuyển sinh hoạt đảng"),
    ("SƠ YẾU LÝ LỊCH|ứng cử đại biểu Quốc hội", "Sơ yếu lý lịch", "ứng cử đại biểu Quốc hội"),
    ("LÝ LỊCH|CỦA NGƯỜI XIN VÀO ĐẢNG", "Lý lịch", "CỦA NGƯỜI XIN VÀO ĐẢNG"),
    ("BẢN TỰ KIỂM ĐIỂM|của đảng viên dự bị", "Bản tự kiểm điểm", "của đảng viên dự bị"),
    ("BẢN NHẬN XÉT ĐẢNG VIÊN DỰ BỊ", "Bản nhận xét", "ĐẢNG VIÊN DỰ BỊ"),
    ("TRÍCH BIÊN BẢN|họp chi bộ tháng 9", "Biên bản", "họp chi bộ tháng 9"),
    ("TRÍCH NGHỊ QUYẾT HỘI NGHỊ|Ban Chấp hành lần thứ 12", "Nghị quyết",
     "hội nghị Ban Chấp hành lần thứ 12"),
    ("T R Í C H   B I Ê N   B Ả N|họp chi bộ tháng 9", "Biên bản", "họp chi bộ tháng 9"),
    # over a blank line
    ("NGHỊ QUYẾT|về phát triển du lịch||giai đoạn 2021 - 2025", "Nghị quyết",
     "về phát triển du lịch giai đoạn 2021 - 2025"),
    ("BÁO CÁO|sơ kết giữa nhiệm kỳ thực hiện Nghị quyết Đại hội||Đảng bộ huyện lần thứ XXIV",
     "Báo cáo", "sơ kết giữa nhiệm kỳ thực hiện Nghị quyết Đại hội Đảng bộ huyện lần thứ XXIV"),
    ("BÁO CÁO|TỔNG KẾT CÔNG TÁC XÂY DỰNG ĐẢNG||NĂM 2023", "Báo cáo",
     "TỔNG KẾT CÔNG TÁC XÂY DỰNG ĐẢNG NĂM 2023"),
    # where it ends
    ("TỜ TRÌNH|Về chỉ định đại biểu dự Đại hội|Kính gửi: Ban Thường vụ Tỉnh ủy", "Tờ trình",
     "Về chỉ định đại biểu dự Đại hội"),
    ("TỜ TRÌNH|Về chỉ định đại biểu|Kính trình: Ban Thường vụ Tỉnh ủy", "Tờ trình",
     "Về chỉ định đại biểu"),
    ("QUYẾT ĐỊNH|về việc chỉ định cấp ủy|Căn cứ Điều lệ Đảng;|Căn cứ Quy chế làm việc;",
     "Quyết định", "về việc chỉ định cấp ủy"),
    ("QUYẾT ĐỊNH|về việc chỉ định cấp ủy|- Căn cứ Điều lệ Đảng;", "Quyết định",
     "về việc chỉ định cấp ủy"),
    ("QUYẾT ĐỊNH|về việc chỉ định cấp ủy||BAN THƯỜNG VỤ HUYỆN ỦY QUYẾT ĐỊNH", "Quyết định",
     "về việc chỉ định cấp ủy"),
    ("QUYẾT ĐỊNH|VỀ VIỆC CHỈ ĐỊNH CẤP ỦY||BAN THƯỜNG VỤ HUYỆN ỦY|QUYẾT ĐỊNH:", "Quyết định",
     "VỀ VIỆC CHỈ ĐỊNH CẤP ỦY"),
    ("QUYẾT ĐỊNH|về việc chỉ định cấp ủy|Điều 1. Chỉ định đồng chí.", "Quyết định",
     "về việc chỉ định cấp ủy"),
    ("THÔNG BÁO|kết luận kiểm tra|Ban Thường vụ Huyện ủy kết luận như sau:", "Thông báo",
     "kết luận kiểm tra"),
    ("THÔNG BÁO|kết luận kiểm tra|I. ĐẶC ĐIỂM TÌNH HÌNH", "Thông báo", "kết luận kiểm tra"),
    ("QUY CHẾ|phối hợp công tác||Chương I|QUY ĐỊNH CHUNG", "Quy chế", "phối hợp công tác"),
    ("KẾ HOẠCH|Triển khai Tháng Thanh niên||Thực hiện Công văn số 12-CV/TU, Huyện ủy xây dựng:",
     "Kế hoạch", "Triển khai Tháng Thanh niên"),
    ("KẾ HOẠCH|Triển khai Tháng Thanh niên năm 2023 trên địa bàn||MỤC ĐÍCH, YÊU CẦU", "Kế hoạch",
     "Triển khai Tháng Thanh niên năm 2023 trên địa bàn"),
    ("KẾ HOẠCH|Triển khai Tháng Thanh niên năm 2023 trên địa bàn||Mục đích, yêu cầu", "Kế hoạch",
     "Triển khai Tháng Thanh niên năm 2023 trên địa bàn"),
    ("QUY CHẾ|làm việc của Ban Chấp hành|(Kèm theo Quyết định số 15-QĐ/HU, ngày 12/9/2023)",
     "Quy chế",
     "làm việc của Ban Chấp hành"),
    ("QUY CHẾ|(Ban hành kèm theo Quyết định số 15-QĐ/HU)|làm việc của Ban Chấp hành", "Quy chế",
     "làm việc của Ban Chấp hành"),
    (("DANH SÁCH CÁC TỔ CHỨC ĐẢNG|ĐƯỢC KHEN THƯỞNG|(Kèm theo Quyết định số 356-QĐ/HU, ngày 9/7"
     "|năm 2021 của Ban Thường vụ Huyện ủy Di Linh)"), "Danh sách",
     "CÁC TỔ CHỨC ĐẢNG ĐƯỢC KHEN THƯỞNG"),
    ("BÁO CÁO|tình hình tuần 37|(từ ngày 04/9 đến ngày 10/9/2023)", "Báo cáo",
     "tình hình tuần 37 (từ ngày 04/9 đến ngày 10/9/2023)"),
    ("BIÊN BẢN|Họp chi bộ tháng 9|Thời gian: 14 giờ 00", "Biên bản", "Họp chi bộ tháng 9"),
    ("BIÊN BẢN|Họp chi bộ tháng 9|Hôm nay, vào hồi 14 giờ, ngày 12/9/2023", "Biên bản",
     "Họp chi bộ tháng 9"),
    ("NGHỊ QUYẾT|về phát triển kinh tế|- xã hội năm 2024|-----", "Nghị quyết",
     "về phát triển kinh tế - xã hội năm 2024"),
    ("NGHỊ QUYẾT|Đại hội Đảng bộ huyện lần thứ|XI - nhiệm kỳ 2020 - 2025|-----", "Nghị quyết",
     "Đại hội Đảng bộ huyện lần thứ XI - nhiệm kỳ 2020 - 2025"),
    ("THÔNG BÁO|về giám sát chuyên đề của|HĐND, UBND|huyện Di Linh|-----", "Thông báo",
     "về giám sát chuyên đề của HĐND, UBND huyện Di Linh"),
    ("THÔNG BÁO|kết luận giám sát|.|đối với Đảng ủy xã|—", "Thông báo",
     "kết luận giám sát đối với Đảng ủy xã"),
    ("THÔNG BÁO|kết luận giám sát|———", "Thông báo", "kết luận giám sát"),
    ("THÔNG BÁO|kết luận giám sát|-o0o-", "Thông báo", "kết luận giám sát"),
    ("THÔNG BÁO|-----|Về việc nghỉ lễ Quốc khánh", "Thông báo", "Về việc nghỉ lễ Quốc khánh"),
    ("NGHỊ QUYẾT|về công tác cán bộ|Di Linh, ngày 12 tháng 9 năm 2023", "Nghị quyết",
     "về công tác cán bộ"),
    ("QUYẾT ĐỊNH|VỀ VIỆC PHÊ DUYỆT DỰ ÁN|CHỦ TỊCH ỦY BAN NHÂN DÂN HUYỆN|Căn cứ Luật Đầu tư công;",
     "Quyết định", "VỀ VIỆC PHÊ DUYỆT DỰ ÁN"),
    ("NGHỊ QUYẾT|VỀ CHỦ TRƯƠNG ĐẦU TƯ|HỘI ĐỒNG NHÂN DÂN HUYỆN|KHÓA X, KỲ HỌP THỨ 15|Căn cứ Luật;",
     "Nghị quyết", "VỀ CHỦ TRƯƠNG ĐẦU TƯ"),
    ("KẾ HOẠCH|CÔNG TÁC NĂM 2024 CỦA|ỦY BAN NHÂN DÂN HUYỆN|Căn cứ Luật;", "Kế hoạch",
     "CÔNG TÁC NĂM 2024 CỦA ỦY BAN NHÂN DÂN HUYỆN"),
    ("BÁO CÁO|Kết quả tháng 9|Trong tháng 9 năm 2023, dưới sự lãnh đạo của Huyện ủy, đã đạt.",
     "Báo cáo", "Kết quả tháng 9"),
    ("BIÊN BẢN|Bàn giao hồ sơ|Hồi 14 giờ 00, ngày 12/9/2023, chúng tôi gồm:", "Biên bản",
     "Bàn giao hồ sơ"),
    ("GIẤY MỜI|Dự họp giao ban|Thường trực Huyện ủy trân trọng kính mời:", "Giấy mời",
     "Dự họp giao ban"),
    ("KẾ HOẠCH|Thực hiện Nghị quyết số 12-NQ/TU.||Huyện ủy xây dựng kế hoạch như sau:", "Kế hoạch",
     "Thực hiện Nghị quyết số 12-NQ/TU."),
    ("TỜ TRÌNH|Dự thảo Nghị quyết|trình Hội nghị lần thứ 5|-----", "Tờ trình",
     "Dự thảo Nghị quyết trình Hội nghị lần thứ 5"),
    # a rule of whatever signs an office has
    *(
        (f"THÔNG BÁO|về phân công các đồng chí|phụ trách xã, thị trấn{end}{rule}", "Thông báo",
         "về phân công các đồng chí phụ trách xã, thị trấn")
        for end in ("|", "||")
        for rule in (
            "-----o0o-----", "---oOo---", "--- o0o ---", "- - - o O o - - -", "* * *", "***",
            "====", "=====o0o=====", "~~~~~", "~oOo~", "ooOoo", "o0o", "o O o", "_____",
            "_____oOo_____", "………", "........", "–––––", "───", "-o-", "--0--", "-- x --", "xXx",
            "//", "-----//-----", "(-----)", "•••", "." * 120, "-" * 120,
        )
    ),
    ("THÔNG BÁO|về phân công -----|Ban Thường vụ phân công:", "Thông báo", "về phân công"),
    ("THÔNG BÁO|về phân công -----o0o-----|Ban Thường vụ phân công:", "Thông báo", "về phân công"),
    ("BÁO CÁO|sơ kết Đề án O|-----", "Báo cáo", "sơ kết Đề án O"),
    ("BÁO CÁO|kết quả Đề án 06 - Xã|xoá mù chữ", "Báo cáo", "kết quả Đề án 06 - Xã xoá mù chữ"),
    # a line that cites a paper or a meeting with its day is the title's
    ("CHƯƠNG TRÌNH HÀNH ĐỘNG|thực hiện Nghị quyết số 57-NQ/TW, ngày 22/12/2024|của Bộ Chính trị",
     "Chương trình hành động",
     "thực hiện Nghị quyết số 57-NQ/TW, ngày 22/12/2024 của Bộ Chính trị"),
    ("KẾ HOẠCH|Thực hiện Kết luận số 14-KL/TW, ngày 22 tháng 9 năm 2021|của Bộ Chính trị",
     "Kế hoạch",
     "Thực hiện Kết luận số 14-KL/TW, ngày 22 tháng 9 năm 2021 của Bộ Chính trị"),
    ("BÁO CÁO|sơ kết Chỉ thị 05-CT/TW, ngày 15 - 5 - 2016", "Báo cáo",
     "sơ kết Chỉ thị 05-CT/TW, ngày 15 - 5 - 2016"),
    ("KẾ HOẠCH|Thực hiện Nghị quyết 57,|ngày 22/12/2024 của Bộ Chính trị", "Kế hoạch",
     "Thực hiện Nghị quyết 57, ngày 22/12/2024 của Bộ Chính trị"),
    ("HƯỚNG DẪN|thực hiện Quy định 294, ngày 26/5/2025|của Ban Chấp hành Trung ương", "Hướng dẫn",
     "thực hiện Quy định 294, ngày 26/5/2025 của Ban Chấp hành Trung ương"),
    ("THÔNG BÁO|Kết luận của Thường trực Huyện ủy, ngày 12/9/2023", "Thông báo",
     "Kết luận của Thường trực Huyện ủy, ngày 12/9/2023"),
    ("THÔNG BÁO|Kết luận Hội nghị giao ban tại|Di Linh, ngày 12 tháng 9 năm 2023", "Thông báo",
     "Kết luận Hội nghị giao ban tại Di Linh, ngày 12 tháng 9 năm 2023"),
    ("BIÊN BẢN|Hội nghị Ban Chấp hành lần thứ 12, ngày 12/9/2023", "Biên bản",
     "Hội nghị Ban Chấp hành lần thứ 12, ngày 12/9/2023"),
    ("QUYẾT ĐỊNH|Thi hành Bản án số 12/2022/HS-ST, ngày 04/5/2022", "Quyết định",
     "Thi hành Bản án số 12/2022/HS-ST, ngày 04/5/2022"),
    # the dateline is none
    ("THÔNG BÁO|Phường 12, ngày 12 tháng 9 năm 2023|về công tác cán bộ", "Thông báo",
     "về công tác cán bộ"),
    ("THÔNG BÁO|thị xã Kỳ Anh, ngày 12/9/2023|về công tác cán bộ", "Thông báo",
     "về công tác cán bộ"),
    # every line a paragraph of its own, as in Word; figures and quotes go on with it
    (("NGHỊ QUYẾT||Về việc phê chuẩn quyết toán ngân sách địa phương||6 tháng cuối năm 2025 và bãi"
     " bỏ||một số nghị quyết của Hội đồng nhân dân thị trấn (cũ)||Căn cứ Luật Ngân sách nhà nước;"),
     "Nghị quyết", ("Về việc phê chuẩn quyết toán ngân sách địa phương 6 tháng cuối năm 2025 và bãi"
     " bỏ một số nghị quyết của Hội đồng nhân dân thị trấn (cũ)")),
    (("BÁO CÁO||Kết quả công tác kiểm tra, giám sát||9 tháng năm 2023 và nhiệm vụ||3 tháng cuối năm"
     "||Trong 9 tháng, cấp ủy các cấp đã chỉ đạo thực hiện tốt."), "Báo cáo",
     "Kết quả công tác kiểm tra, giám sát 9 tháng năm 2023 và nhiệm vụ 3 tháng cuối năm"),
    ("KẾ HOẠCH||tuyên truyền kỷ niệm||95 năm Ngày thành lập Đảng||(03/02/1930 - 03/02/2025)||-----",
     "Kế hoạch", "tuyên truyền kỷ niệm 95 năm Ngày thành lập Đảng (03/02/1930 - 03/02/2025)"),
    ("KẾ HOẠCH||Tổ chức Hội thi||“Bí thư chi bộ giỏi” năm 2023||-----", "Kế hoạch",
     "Tổ chức Hội thi “Bí thư chi bộ giỏi” năm 2023"),
    ("KẾ HOẠCH||Tổ chức Hội thi||1. Mục đích", "Kế hoạch", "Tổ chức Hội thi"),
    ("KẾ HOẠCH||Tổ chức Hội thi||01 hội thi cấp huyện và các hội thi cấp xã sẽ được tổ chức.",
     "Kế hoạch", "Tổ chức Hội thi"),
    ("THÔNG BÁO||về việc đăng ký Đề án||“Chi bộ bốn tốt” là mô hình của Huyện ủy, nay thông báo:",
     "Thông báo", "về việc đăng ký Đề án"),
    # a colon or a semicolon ends none of its lines that goes on in small letters
    ("KẾT LUẬN|về: Quy hoạch sử dụng đất; công tác bồi thường;|tiến độ đường Hùng Vương|-----",
     "Kết luận", "về: Quy hoạch sử dụng đất; công tác bồi thường; tiến độ đường Hùng Vương"),
    ("QUYẾT ĐỊNH|về việc khen thưởng tập thể, cá nhân;|bãi bỏ Quyết định số 12-QĐ/HU||Căn cứ",
     "Quyết định", "về việc khen thưởng tập thể, cá nhân; bãi bỏ Quyết định số 12-QĐ/HU"),
    ("BÁO CÁO|kết quả hai nội dung:|thu hồi đất và bồi thường|-----", "Báo cáo",
     "kết quả hai nội dung: thu hồi đất và bồi thường"),
    ("THÔNG BÁO|về kết quả bầu cử;|Ban Thường vụ Huyện ủy thông báo như sau:", "Thông báo",
     "về kết quả bầu cử;"),
    # a sentence that begins with the words of the title above it
    (("BÁO CÁO|Tình hình tư tưởng tháng 9|Tình hình tư tưởng trong cán bộ, đảng viên và Nhân dân"
     " cơ bản ổn định, tin tưởng vào sự lãnh đạo của Đảng; nổi lên là:|1. Giá cà phê"), "Báo cáo",
     "Tình hình tư tưởng tháng 9"),
    (("BÁO CÁO|Kết quả thu ngân sách|Kết quả thu ngân sách trên địa bàn từ ngày 01/01/2023 đến"
     " ngày 12/9/2023 như sau:||1. Thu nội địa"), "Báo cáo", "Kết quả thu ngân sách"),
    # there is none
    (("GIẤY MỜI||Ủy ban nhân dân huyện Di Linh trân trọng kính mời:|Ông (bà): Trưởng phòng Nội vụ"
     "|Dự: họp giao ban"), "Giấy mời", None),
    ("GIẤY MỜI||Ban Thường vụ Huyện ủy kính mời: Đồng chí K'Mẫu|Đến dự: Hội nghị sơ kết",
     "Giấy mời", None),
    ("GIẤY MỜI|Kính mời: Ông Nguyễn Văn Mẫu|Đến dự: Hội nghị sơ kết", "Giấy mời", None),
    ("THƯ MỜI|-----|Trân trọng kính mời ông/bà|đến dự Lễ kỷ niệm", "Thư mời", None),
    ("GIẤY GIỚI THIỆU||Đảng ủy xã Gung Ré trân trọng giới thiệu:|Đồng chí: K'Mẫu",
     "Giấy giới thiệu", None),
    ("GIẤY GIỚI THIỆU|Giới thiệu đồng chí: K'Mẫu|Chức vụ: Chánh Văn phòng",
     "Giấy giới thiệu", None),
    ("GIẤY XÁC NHẬN|Đảng ủy xã Gung Ré xác nhận:|Đồng chí K'Mẫu", "Giấy xác nhận", None),
    ("GIẤY ĐI ĐƯỜNG|Cấp cho: Ông K'Mẫu|Chức vụ: Chánh Văn phòng", "Giấy đi đường", None),
    ("GIẤY XÁC NHẬN|Tạm ứng kinh phí: đợt 2|-----", "Giấy xác nhận", "Tạm ứng kinh phí: đợt 2"),
    ("GIẤY MỜI|-----|Thường trực Huyện ủy trân trọng kính mời các đồng chí dự họp.",
     "Giấy mời", None),
    ("GIẤY MỜI||Kính gửi: Các đồng chí Huyện ủy viên", "Giấy mời", None),
    ("GIẤY GIỚI THIỆU|-----|Kính gửi: Đảng ủy phường", "Giấy giới thiệu", None),
    ("BÁO CÁO||Thực hiện Công văn số 12-CV/TU, Huyện ủy báo cáo như sau:", "Báo cáo", None),
    ("QUYẾT ĐỊNH||Căn cứ Điều lệ Đảng;", "Quyết định", None),
    ("QUYẾT ĐỊNH||Điều 1. Chỉ định đồng chí.", "Quyết định", None),
    # a scanner's letters
    ("QUYÉT Đ|NH|về việc chỉ định cấp ủy", "Quyết định", "về việc chỉ định cấp ủy"),
    ("TH0NG BÁO|về việc chỉ định cấp ủy", "Thông báo", "về việc chỉ định cấp ủy"),
    ("QUYÉT BỊNH|về việc chỉ định cấp ủy", "Quyết định", "về việc chỉ định cấp ủy"),
    ("THÔNG BÁQ|về việc chỉ định cấp ủy", "Thông báo", "về việc chỉ định cấp ủy"),
    # marks between head and title
    ("CÔNG ĐIỆN|về ứng phó bão số 3|CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH điện:|- Các sở, ngành",
     "Công điện", "về ứng phó bão số 3"),
    ("THƯ CHÚC MỪNG|nhân Ngày Nhà giáo|Thân ái gửi: Các thầy giáo", "Thư",
     "chúc mừng nhân Ngày Nhà giáo"),
    ("CÔNG ĐIỆN HỎA TỐC|về ứng phó bão số 3", "Công điện", "về ứng phó bão số 3"),
    ("DỰ THẢO||KẾ HOẠCH|Sơ kết một năm", "Kế hoạch", "Sơ kết một năm"),
    ("KẾ HOẠCH|(Dự thảo)|Sơ kết một năm", "Kế hoạch", "Sơ kết một năm"),
    ("KẾ HOẠCH|Dự thảo lần 3|Sơ kết một năm", "Kế hoạch", "Sơ kết một năm"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "title"), TITLES)
def test_title(text: str, kind: str, title: str | None) -> None:
    lines = text.replace("Đ|NH", "Đ¦NH").replace("||", "\n\n").replace("|", "\n").replace("¦", "|")
    notice = read(f"{HEAD.format(code='TB')}{lines}\n\n{BODY}")
    assert (notice.type.value, notice.title.value) == (kind, title)


# A line of the head that is no type line, whatever it begins with.
NO_TYPES = [
    "THƯ KÝ ĐOÀN CHỦ TỊCH",
    "THỦ TƯỚNG CHÍNH PHỦ",
    "THỨ TRƯỞNG BỘ NỘI VỤ",
    "THU NGÂN SÁCH",
    "ĐIỆN LỰC DI LINH",
    "BÁO CÁO VIÊN CẤP TỈNH",
    "KẾ HOẠCH - TÀI CHÍNH",
    "LUẬT SƯ ĐOÀN",
    "BAN QUẢN LÝ DỰ ÁN",
    "ĐƠN VỊ: CHI BỘ THÔN 5",
    "LỊCH SỬ ĐẢNG BỘ HUYỆN",
    "TRÍCH LỤC",
    "PHỤ LỤC II",
    "MỤC LỤC",
]


@pytest.mark.parametrize("line", NO_TYPES)
def test_an_organ_is_no_type_line(line: str) -> None:
    notice = read(f"{line}\n*\nSố 21-TB/HU\n\nTHÔNG BÁO\nvề công tác cán bộ\n\n{BODY}")
    assert (notice.type.value, notice.title.value) == ("Thông báo", "về công tác cán bộ")


DISPATCHES = {
    "one line": ("V/v góp ý dự thảo\n\nKính gửi: Các chi bộ", "V/v góp ý dự thảo"),
    "two lines": ("V/v góp ý dự thảo\nNghị quyết\n\nKính gửi: Các chi bộ",
                  "V/v góp ý dự thảo Nghị quyết"),
    "in full": ("Về việc góp ý dự thảo\n\nKính gửi: Các chi bộ", "Về việc góp ý dự thảo"),
    "the addressee at once": ("V/v góp ý dự thảo\nKính gửi: Các chi bộ", "V/v góp ý dự thảo"),
    "a day of its own": ("V/v họp ngày 15 tháng 10 năm 2023\n\nKính gửi: Các chi bộ",
                         "V/v họp ngày 15 tháng 10 năm 2023"),
    "as a scanner reads it": ("VW góp ý dự thảo\n\nKính gửi: Các chi bộ", "V/v góp ý dự thảo"),
    "a mark of urgency at once": ("V/v góp ý dự thảo\nHỎA TỐC\nKính gửi: Các chi bộ",
                                  "V/v góp ý dự thảo"),
    "a rule": ("V/v góp ý dự thảo\n-----\nKính gửi: Các chi bộ", "V/v góp ý dự thảo"),
    "a plan behind it": (
        "V/v gửi Kế hoạch\n\nKính gửi: Các chi bộ\n\nXin gửi.\n\nKẾ HOẠCH\nTổ chức Giải việt dã",
        "V/v gửi Kế hoạch",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "title"), DISPATCHES.values(), ids=DISPATCHES)
def test_subject_of_a_dispatch(text: str, title: str) -> None:
    notice = read(f"HUYỆN ỦY DI LINH\n*\nSố 402-CV/HU\n{text}\n\nNội dung.")
    assert (notice.type.value, notice.title.value, notice.date.value) == ("Công văn", title, None)


def test_the_subject_beside_the_dateline() -> None:
    notice = read(
        "UBND TỈNH QUẢNG NAM      CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "SỞ NỘI VỤ                 Độc lập - Tự do - Hạnh phúc\n"
        "Số: 1845/SNV-CCVC\n"
        "V/v hướng dẫn bổ sung hồ sơ      Quảng Nam, ngày 23 tháng 9 năm 2024\n"
        "nâng bậc lương\n\nKính gửi: Các sở\n\nNội dung."
    )
    assert notice.title.value == "V/v hướng dẫn bổ sung hồ sơ nâng bậc lương"
    assert (notice.type.value, notice.date.value.iso) == ("Công văn", "2024-09-23")


def test_the_subject_in_one_line_with_the_dateline() -> None:
    notice = read(
        "HUYỆN ỦY DI LINH\n*\nSố 402-CV/HU\nV/v gửi Kế hoạch Di Linh, ngày 14 tháng 3 năm 2023\n\n"
        "Kính gửi: Các chi bộ\n\nNội dung."
    )
    assert (notice.title.value, notice.dateline.value) == ("V/v gửi Kế hoạch", "Di Linh")


def test_what_was_joined_or_mended_is_not_stated() -> None:
    over_blank = read(
        f"{HEAD}BÁO CÁO\nsơ kết giữa nhiệm kỳ thực hiện Nghị quyết Đại hội\n\n"
        f"Đảng bộ huyện lần thứ XXIV\n\n{BODY}"
    )
    assert over_blank.title.evidence.status is Status.INFERRED
    assert read(f"{HEAD}TH0NG BÁO\nvề cán bộ\n\n{BODY}").type.evidence.status is Status.INFERRED


FIRST = (
    "HUYỆN ỦY HƯƠNG KHÊ\n*\nSố 402-CV/HU\nV/v gửi Kế hoạch\n\nĐẢNG CỘNG SẢN VIỆT NAM\n"
    "Hương Khê, ngày 14 tháng 3 năm 2023\n\nKính gửi: Các chi bộ\n\nXin gửi Kế hoạch.\n\n"
)
SIGNED = (
    "Nơi nhận:\n- Như trên,\n- Lưu VPHU.\n\nT/L BAN THƯỜNG VỤ\nCHÁNH VĂN PHÒNG\n\nPhan Văn Ví\n\n"
)
SECONDS = {
    "organ, number, motto": (
        "ỦY BAN NHÂN DÂN\nHUYỆN HƯƠNG KHÊ\nSố: 57/KH-UBND\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "Độc lập - Tự do - Hạnh phúc\n\nHương Khê, ngày 10 tháng 3 năm 2023"
    ),
    "motto first": (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nỦY BAN NHÂN DÂN\n"
        "HUYỆN HƯƠNG KHÊ\nSố: 57/KH-UBND"
    ),
    "columns run together": (
        "ỦY BAN NHÂN DÂN HUYỆN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 57/KH-UBND"
    ),
}


@pytest.mark.parametrize("second", SECONDS.values(), ids=SECONDS)
@pytest.mark.parametrize("signed", [SIGNED, SIGNED.replace("Phan Văn Ví\n\n", "")])
def test_the_first_of_two_papers_is_the_notice(second: str, signed: str) -> None:
    notice = read(
        f"{FIRST}{signed}{second}\n\nKẾ HOẠCH\nTổ chức Giải việt dã\n\n1. Thời gian\n\n"
        "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nTrần Thị Dụ"
    )
    assert (notice.type.value, notice.title.value) == ("Công văn", "V/v gửi Kế hoạch")
    assert notice.number.value == "402-CV/HU"
    assert notice.signatory.value.position == "Chánh Văn phòng"
    assert notice.signatory.value.name != "Trần Thị Dụ"
