using System.Collections.Frozen;

namespace Picora.Api.Http;

/// <summary>Every code that this server answers with: where it belongs, an English and a Chinese sentence for it, and what its <c>meta</c> holds.</summary>
internal static class ErrorCatalogue
{
    private static readonly FrozenDictionary<string, ErrorEntry> Entries = new ErrorEntry[]
    {
        new(400, "BAD_REQUEST", "The request is malformed", "请求格式不正确"),
        new(400, "IDEMPOTENCY_KEY_INVALID", "An Idempotency-Key has 1 to 255 visible ASCII characters", "Idempotency-Key 应为 1 至 255 个可见 ASCII 字符"),
        new(400, "INVALID_IMAGE_PARAMS", "w is a whole number from 1 to 4096.", "图片处理参数无效"),
        new(401, "UNAUTHORIZED", "Unauthorized", "未授权，请先登录或提供有效凭证"),
        new(401, "API_KEY_REVOKED", "API key has been revoked", "API 密钥已被吊销（API key has been revoked）"),
        new(401, "API_KEY_EXPIRED", "API key has expired", "API 密钥已过期（API key has expired）"),
        new(401, "MFA_REQUIRED", "Unauthorized: a second factor is needed", "需要输入身份验证器的验证码")
        {
            Meta = new { mfaToken = "3vJ2Kd0wq8bLr5T1xYzA9uCeFgHiJkMnOpQsVtWxZ12", methods = new[] { "totp", "recovery_code" }, expiresInSec = 300 },
        },
        new(401, "MFA_TOKEN_INVALID", "Unauthorized: sign in again", "登录已过期，请重新登录"),
        new(401, "MFA_CODE_INVALID", "Unauthorized: the code is wrong or was used already", "验证码错误或已被使用"),
        new(401, "PASSKEY_INVALID", "Unauthorized: the passkey was not accepted", "未接受该通行密钥"),
        new(400, "OIDC_STATE_INVALID", "This sign-in was not begun in this browser, or is over; start again", "此登录并非由此浏览器发起或已结束，请重新开始"),
        new(401, "OIDC_DENIED", "Unauthorized: the sign-in provider did not let you in", "登录服务商拒绝了此次登录"),
        new(401, "OIDC_FAILED", "Unauthorized: the sign-in provider's answer was not accepted", "未接受登录服务商的响应"),
        new(403, "OIDC_SIGN_UP_CLOSED", "Forbidden: no account is linked to this identity, and this provider opens none", "没有账户关联此身份，且不能通过该服务商注册"),
        new(409, "OIDC_IDENTITY_TAKEN", "This identity belongs to another account", "此身份已属于另一个账户"),
        new(503, "SECRET_REPLACED", "The server's secret is not the one that this was sealed under; its operator has to bring it back", "服务器密钥已被更换，无法读取此数据，请联系管理员恢复"),
        new(503, "OIDC_UNAVAILABLE", "The sign-in provider cannot be reached at the moment; try again later", "登录服务商暂时无法访问，请稍后再试"),
        new(401, "TOKEN_EXPIRED", "Unauthorized: the access token has expired", "访问令牌已过期（access token has expired）"),
        new(403, "FORBIDDEN", "Forbidden", "没有权限执行此操作"),
        new(403, "IP_NOT_ALLOWED", "Forbidden: this API key may not be used from this address", "此 API 密钥不允许从该地址使用") { Meta = new { address = "203.0.113.7" } },
        new(403, "INSUFFICIENT_SCOPE", "Forbidden: the credential lacks the scope that this operation needs", "凭证缺少此操作所需的权限范围")
        {
            Meta = new { required = new[] { "images:delete" }, granted = new[] { "images:read", "images:write" } },
        },
        new(403, "PLAN_REQUIRED", "Watermark templates need the plan pro_plus", "当前套餐不支持此功能") { Meta = new { required = "pro_plus", plan = "trial" } },
        new(403, "WATERMARK_LIMIT_REACHED", "There are 50 watermark templates already; delete one first", "水印模板数量已达上限") { Meta = new { limit = 50 } },
        new(403, "COLLECTION_LIMIT_REACHED", "There are as many collections already as the plan allows", "合集数量已达套餐上限") { Meta = new { type = "kb_count", used = 5, limit = 5 } },
        new(403, "CUSTOM_TYPE_LIMIT_REACHED", "There are 10 collection types of your own already; delete one first", "自定义合集类型数量已达上限") { Meta = new { limit = 10 } },
        new(403, "PLAN_INACTIVE", "No plan is active: activate one to store something", "当前没有生效的套餐，请先开通后再存储"),
        new(403, "QUOTA_EXCEEDED", "Quota exceeded: img_storage", "配额已用尽")
        {
            Meta = new { type = "img_storage", used = 104_857_600, limit = 104_857_600 },
        },
        new(403, "IMPORT_DISABLED", "This server fetches nothing from elsewhere; send the file itself", "此服务器未启用按地址导入，请直接上传文件"),
        new(404, "NOT_FOUND", "There is nothing at this address", "未找到所请求的内容"),
        new(405, "METHOD_NOT_ALLOWED", "This address does not take this method", "此地址不支持该请求方法"),
        new(406, "NOT_ACCEPTABLE", "None of the accepted formats can be produced", "无法提供所要求的格式"),
        new(408, "REQUEST_TIMEOUT", "The request did not arrive in time", "请求超时"),
        new(409, "CONFLICT", "This is in conflict with what is there already", "与现有数据冲突"),
        new(409, "IDEMPOTENCY_IN_PROGRESS", "The request with this Idempotency-Key is still being carried out; ask again", "相同 Idempotency-Key 的请求仍在处理中，请稍后再试") { Meta = new { retryAfterSec = 1 } },
        new(409, "IDEMPOTENCY_ANSWER_LOST", "The request with this Idempotency-Key was carried out, but its answer can no longer be given; look at what is there", "相同 Idempotency-Key 的请求已执行，但无法再次返回结果，请查看现有数据"),
        new(409, "COLLECTION_TYPE_IMMUTABLE", "A collection's type, custom type and slug never change", "合集类型不可更改"),
        new(409, "KB_SLUG_TAKEN", "You have a collection with this slug already", "该 slug 已被您的其他合集使用"),
        new(409, "KB_NOT_EMPTY", "The collection is not empty: empty it, or delete what it holds with it (cascade=true)", "合集不为空，请先清空或级联删除"),
        new(409, "DOC_HASH_DUPLICATE", "Another document has this path already", "该路径或内容已有其他文档") { Meta = new { existingId = "c3D4e5F6g7H8i9J0k1L2m" } },
        new(404, "DOC_REVISION_NOT_FOUND", "Revision not found", "历史版本不存在"),
        new(409, "UPLOAD_EXPIRED", "The upload took too long and was given up; send it again", "上传时间过长，已被放弃，请重新上传"),
        new(410, "SYNC_EXPIRED", "Deletions since this cursor are remembered no more; begin anew without since and drop what does not come back", "此游标之后的删除记录已过期，请不带 since 重新同步"),
        new(411, "LENGTH_REQUIRED", "The request must say how long its body is", "请求必须声明正文长度"),
        new(412, "PRECONDITION_FAILED", "The watermark template has been changed since; read it again", "内容已被修改，请重新读取后再试"),
        new(409, "UPLOAD_OFFSET_MISMATCH", "Upload-Offset is not where the upload stands; ask for it and go on from there", "Upload-Offset 与当前进度不一致，请查询后继续") { Meta = new { offset = 65_536 } },
        new(409, "UPLOAD_NOT_RECEIVED", "The bytes of this upload have not arrived; send them first", "尚未收到文件内容，请先上传"),
        new(409, "UPLOAD_FINISHED", "This upload is finished; nothing can be sent to it any more", "该上传已完成，不能再次写入"),
        new(412, "TUS_VERSION_UNSUPPORTED", "Tus-Resumable names no version of the protocol that this server speaks", "不支持该 Tus-Resumable 协议版本"),
        new(422, "UPLOAD_SIZE_MISMATCH", "The file has another size than was announced", "文件大小与声明不符") { Meta = new { announced = 524_288, received = 524_000 } },
        new(422, "UPLOAD_TYPE_MISMATCH", "The file has another type than was announced", "文件类型与声明不符") { Meta = new { announced = "image/png", type = "image/jpeg" } },
        new(422, "UPLOAD_HASH_MISMATCH", "The file has another SHA-256 than was announced", "文件 SHA-256 与声明不符"),
        new(423, "UPLOAD_LOCKED", "This upload is being written to by another request; try again in a moment", "该上传正被另一请求写入，请稍后再试") { Meta = new { retryAfterSec = 1 } },
        new(460, "UPLOAD_CHECKSUM_MISMATCH", "The bytes do not have the checksum that Upload-Checksum names; send them again", "数据校验和不匹配，请重新发送"),
        new(413, "PAYLOAD_TOO_LARGE", "The request body is too large", "请求内容过大") { Meta = new { maxBytes = 52_428_800 } },
        new(414, "URI_TOO_LONG", "The address is too long", "请求地址过长"),
        new(415, "UNSUPPORTED_MEDIA_TYPE", "The request body has the wrong content type", "请求内容类型不受支持"),
        new(422, "VALIDATION_ERROR", "Validation error: title: is too long", "请求参数无效") { Meta = new { fields = new { title = new[] { "is too long" } } } },
        new(422, "IDEMPOTENCY_KEY_REUSED", "This Idempotency-Key was sent with another request already; take a new one", "该 Idempotency-Key 已用于另一个请求，请换一个新的"),
        new(422, "CAPTCHA_REQUIRED", "Solve the captcha and send its token as captchaToken", "请先完成人机验证") { Meta = new { provider = "turnstile", siteKey = "0x4AAAAAAA" } },
        new(422, "IMAGE_TOO_MANY_PIXELS", "The picture has too many pixels", "图片像素过多") { Meta = new { pixels = 400_000_000, limit = 268_402_689 } },
        new(422, "VIDEO_UNSUPPORTED", "The file is no video of a supported format: MP4, MOV, MKV, WebM or AVI with at least one picture track", "该文件不是受支持的视频格式（MP4、MOV、MKV、WebM 或 AVI）"),
        new(422, "VIDEO_TOO_LONG", "The video is longer than the 1800 seconds that the plan allows", "视频时长超出套餐限制") { Meta = new { maxSeconds = 1800 } },
        new(422, "MEDIA_UNREADABLE", "The file is no video or audio of a supported format, or is broken", "该文件不是受支持的视频或音频格式，或已损坏"),
        new(422, "MEDIA_TOO_COMPLEX", "The file takes more time or memory to read than any real one does", "读取该文件所需的时间或内存超出限制"),
        new(422, "IMAGE_UNREADABLE", "The picture cannot be decoded", "无法解码该图片"),
        new(422, "URL_NOT_ALLOWED", "This address is not fetched from: it is no public http or https address, or its host is unknown", "不允许从该地址导入：不是公开的 http 或 https 地址，或主机不存在"),
        new(422, "URL_FETCH_FAILED", "The other server answered 404 instead of the file", "无法从对方服务器获取文件") { Meta = new { reason = "status", status = 404 } },
        new(422, "AUDIO_TOO_LONG", "The audio is longer than the 600 seconds that the plan allows", "音频时长超出套餐上限") { Meta = new { seconds = 731.2, limit = 600 } },
        new(429, "RATE_LIMITED", "Rate limit exceeded", "请求过于频繁，请稍后再试") { Meta = new { retryAfterSec = 12 } },
        new(431, "HEADERS_TOO_LARGE", "The request headers are too large", "请求头过大"),
        new(451, "CONTENT_BLOCKED", "This content was blocked by the operator", "该内容已被屏蔽"),
        new(451, "BANDWIDTH_SUSPENDED", "Image service suspended due to bandwidth limit", "流量超出限额，图片服务已暂停"),
        new(500, "INTERNAL", "Something went wrong on our side; the request id helps to find out what", "服务器内部错误，请凭请求编号查询原因"),
        new(503, "UNAVAILABLE", "The service is not available at the moment", "服务暂时不可用"),
        new(503, "OUTCOME_UNKNOWN", "The database did not confirm; look whether it was done before you send it again", "数据库未确认结果，请先查看是否已完成再重试"),
        new(503, "DATABASE_UNAVAILABLE", "The database is not available at the moment; nothing was stored", "数据库暂时不可用，未保存任何内容"),
        new(503, "STORAGE_UNAVAILABLE", "The storage is not available at the moment; nothing was stored", "存储暂时不可用，未保存任何内容"),
        new(503, "IMAGE_PROCESSING", "The picture is being converted; ask again in a moment", "图片正在转换，请稍后再试") { Meta = new { retryAfterSec = 2 } },
        new(503, "IMAGE_WORKER_BUSY", "Too many pictures are being worked on. Try again soon.", "正在处理的图片过多，请稍后再试") { Meta = new { retryAfterSec = 2 } },
        new(503, "IMAGE_WORKER_CRASHED", "The imaging worker ended while it worked on the picture.", "图片处理进程意外退出"),
        new(503, "IMAGE_WORKER_TIMEOUT", "The imaging worker took too long over the picture.", "图片处理超时"),
        new(503, "IMAGE_WORKER_MEMORY", "The picture needs more memory than an imaging worker may have.", "处理该图片所需内存超出限制"),
        new(503, "MEDIA_TOOLS_UNAVAILABLE", "Videos and audio cannot be taken in: ffmpeg is not installed here", "暂时无法接收视频和音频：服务器未安装 ffmpeg") { Meta = new { retryAfterSec = 600 } },
        new(503, "CAPTCHA_UNAVAILABLE", "The captcha cannot be checked at the moment; try again later", "暂时无法完成人机验证，请稍后再试"),
        new(503, "SIGN_IN_BUSY", "Too many people are signing in at the moment; try again soon", "登录人数过多，请稍后再试") { Meta = new { retryAfterSec = 2 } },
        new(503, "IMPORT_BUSY", "Too many imports are running; try again soon", "正在进行的导入过多，请稍后再试") { Meta = new { retryAfterSec = 5 } },
        new(503, "MAIL_UNAVAILABLE", "The mail could not be sent; try again later", "邮件暂时无法发送，请稍后再试"),
        new(507, "STORAGE_FULL", "The storage is full; nothing was stored", "存储空间已满，未保存任何内容"),
    }.ToFrozenDictionary(entry => entry.Code, StringComparer.Ordinal);

    // Sentences that say more than their code does. The phrase in brackets is one that clients match.
    private static readonly FrozenDictionary<string, string> ChineseSentences = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Invalid API key"] = "API 密钥无效（Invalid API key）",
        ["Invalid email or password"] = "邮箱或密码错误",
        ["Invalid or expired verification code"] = "验证码错误或已过期",
        ["Invalid or expired code"] = "验证码错误或已过期",
        ["Current password is incorrect"] = "当前密码错误",
        ["Password already set, use change-password instead"] = "已设置密码，请使用修改密码",
        ["Cannot remove the last login method"] = "不能移除最后一种登录方式",
        ["Session not found"] = "会话不存在",
        ["Identity not found"] = "登录方式不存在",
        ["Avatar not found"] = "头像不存在",
        ["Email already registered"] = "该邮箱已被注册",
        ["Image not found"] = "图片不存在",
        ["Upload not found"] = "上传不存在",
        ["Video not found"] = "视频不存在",
        ["Audio not found"] = "音频不存在",
        ["Video service suspended due to bandwidth limit"] = "流量超出限额，视频服务已暂停",
        ["Audio service suspended due to bandwidth limit"] = "流量超出限额，音频服务已暂停",
        ["Document not found"] = "文档不存在",
        ["Media not found"] = "媒体不存在",
        ["Collection not found"] = "合集不存在",
        ["Collection type not found"] = "合集类型不存在",
        ["Watermark template not found"] = "水印模板不存在",
        ["An authenticator app is set up already; remove it first"] = "已设置身份验证器，请先移除",
        ["No authenticator app is being set up"] = "当前没有正在设置的身份验证器",
        ["Sign-in provider not found"] = "登录服务商不存在",
        ["Passkey not found"] = "通行密钥不存在",
        ["There are too many passkeys already; delete one first"] = "通行密钥数量已达上限，请先删除一个",
        ["API key not found"] = "API 密钥不存在",
        ["Forbidden: API keys can only access media, document and usage endpoints; sign in to use this one"] =
            "API 密钥不能用于此操作，请登录后使用（API keys can only access media, document and usage endpoints）",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static IEnumerable<ErrorEntry> All => Entries.Values.OrderBy(entry => entry.Status).ThenBy(entry => entry.Code, StringComparer.Ordinal);

    public static ErrorEntry? Find(string code) => Entries.GetValueOrDefault(code);

    /// <summary>The Chinese sentence for a failure; its English one when the catalogue has none.</summary>
    public static string InChinese(Domain.Error error) =>
        ChineseSentences.GetValueOrDefault(error.Message) ?? (Find(error.Code) is { } entry ? entry.Chinese + Fields(error) : error.Message);

    private static string Fields(Domain.Error error) =>
        error.Meta?.GetValueOrDefault("fields") is IReadOnlyDictionary<string, string[]> fields ? $"：{string.Join("、", fields.Keys)}" : string.Empty;
}

/// <param name="Status">The status that the code usually comes with.</param>
internal sealed record ErrorEntry(int Status, string Code, string English, string Chinese)
{
    /// <summary>A sample of what the answer's <c>meta</c> holds; null when it has none.</summary>
    public object? Meta { get; init; }

    /// <summary>A sample of the failure. Its kind does not count.</summary>
    public Domain.Error ToError() => new(
        Domain.ErrorKind.BadRequest,
        Code,
        English,
        Meta?.GetType().GetProperties().ToDictionary(property => property.Name, property => property.GetValue(Meta), StringComparer.Ordinal));
}
