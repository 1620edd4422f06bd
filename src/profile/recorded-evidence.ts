// Written by `npm run lab -- evidence` from the lab's corpus: not to be edited.

/** Ids of recordings, by the browser that was recorded. */
export interface RecordedIds {
  readonly chromium?: readonly string[]
  readonly firefox?: readonly string[]
  readonly webkitgtk?: readonly string[]
}

/** The recordings that show a row of the divergence table, by its id. */
export const recordedEvidence: { readonly [id: string]: RecordedIds } = {
  'DV-1': {
    chromium: ['r1-4487', 'r1-204', 'r1-4234'],
    firefox: ['r2-830', 'r2-52', 'r2-1136'],
    webkitgtk: ['r3-119', 'r3-817', 'r3-93'],
  },
  'DV-2': {
    chromium: ['r1-2307', 'r1-5015', 'r1-1987'],
    firefox: ['r2-1180', 'r2-448', 'r2-1086'],
    webkitgtk: ['r3-448', 'r3-466', 'r3-640'],
  },
  'DV-3': {
    chromium: ['r1-1603', 'r1-4004', 'r1-90'],
    firefox: ['r2-588', 'r2-1180', 'r2-1056'],
    webkitgtk: ['r3-1140', 'r3-966', 'r3-466'],
  },
  'DV-4': {
    chromium: ['r1-1735', 'r1-495', 'r1-1809'],
    firefox: ['r2-928', 'r2-105', 'r2-802'],
    webkitgtk: ['r3-579', 'r3-693', 'r3-871'],
  },
  'DV-5': {
    chromium: ['r1-2788', 'r1-981', 'r1-1396'],
    firefox: ['r2-123', 'r2-392', 'r2-1103'],
    webkitgtk: ['r3-1376', 'r3-897', 'r3-443'],
  },
  'DV-6': {
    chromium: ['r1-2712', 'r1-1477', 'r1-5090'],
    firefox: ['r2-207', 'r2-496'],
    webkitgtk: ['r3-68'],
  },
  'DV-7': {
    chromium: ['r1-913', 'r1-2712', 'r1-1388'],
    firefox: ['r2-557', 'r2-8'],
    webkitgtk: ['r3-282', 'r3-507', 'r3-969'],
  },
  'DV-8': {
    chromium: ['r1-2703', 'r1-4454', 'r1-4359'],
    firefox: ['r2-134', 'r2-320', 'r2-335'],
    webkitgtk: ['r3-210', 'r3-954', 'r3-1183'],
  },
  'DV-9': {
    firefox: ['r2-928', 'r2-105', 'r2-802'],
  },
  'DV-10': {
    chromium: ['r1-1296', 'r1-4991', 'r1-1299'],
    firefox: ['r2-294', 'r2-574', 'r2-198'],
    webkitgtk: ['r3-258', 'r3-1232', 'r3-958'],
  },
  'DV-11': {
    chromium: ['r1-393', 'r1-1514', 'r1-2360'],
    firefox: ['r2-426', 'r2-174'],
    webkitgtk: ['r3-1232', 'r3-7', 'r3-578'],
  },
  'DV-12': {
    chromium: ['r1-1620', 'r1-1335', 'r1-1389'],
    firefox: ['r2-664', 'r2-173', 'r2-1142'],
    webkitgtk: ['r3-1274', 'r3-1433', 'r3-1224'],
  },
  'DV-13': {
    chromium: ['r1-2216', 'r1-2888', 'r1-2366'],
    firefox: ['r2-952', 'r2-1043', 'r2-806'],
    webkitgtk: ['r3-1019', 'r3-1129', 'r3-1355'],
  },
  'DV-15': {
    chromium: ['r1-3000', 'r1-3506', 'r1-4585'],
    firefox: ['r2-754', 'r2-990', 'r2-1070'],
    webkitgtk: ['r3-850', 'r3-766', 'r3-238'],
  },
  'DV-16': {
    chromium: ['r1-2066', 'r1-231', 'r1-2173'],
    webkitgtk: ['r3-1324'],
  },
  'DV-17': {
    firefox: ['r2-427'],
  },
  'DV-18': {
    chromium: ['r1-638', 'r1-515', 'r1-1173'],
    firefox: ['r2-569'],
    webkitgtk: ['r3-582', 'r3-178', 'r3-411'],
  },
  'DV-19': {
    chromium: ['r1-863', 'r1-4483', 'r1-3741'],
    firefox: ['r2-81', 'r2-285', 'r2-1151'],
    webkitgtk: ['r3-1274', 'r3-1433', 'r3-582'],
  },
  'DV-20': {
    chromium: ['r1-1620', 'r1-1335', 'r1-1389'],
    webkitgtk: ['r3-1274', 'r3-1433', 'r3-102'],
  },
  'DV-21': {
    chromium: ['r1-2282'],
    firefox: ['r2-569'],
  },
  'DV-22': {
    firefox: ['r2-48', 'r2-1250', 'r2-738'],
  },
  'DV-23': {
    chromium: ['r1-3789', 'r1-2135', 'r1-3943'],
    firefox: ['r2-421', 'r2-212', 'r2-799'],
    webkitgtk: ['r3-582', 'r3-259', 'r3-965'],
  },
  'DV-24': {
    chromium: ['r1-912', 'r1-5038', 'r1-3940'],
    webkitgtk: ['r3-288', 'r3-1150', 'r3-1287'],
  },
  'DV-25': {
    chromium: ['r1-2337', 'r1-4505', 'r1-700'],
    firefox: ['r2-971', 'r2-968', 'r2-923'],
    webkitgtk: ['r3-1361', 'r3-449', 'r3-293'],
  },
  'DV-26': {
    chromium: ['r1-4189', 'r1-491', 'r1-3010'],
    firefox: ['r2-1086', 'r2-174'],
    webkitgtk: ['r3-659', 'r3-439', 'r3-1337'],
  },
  'DV-27': {
    chromium: ['r1-2308', 'r1-1161', 'r1-1362'],
    firefox: ['r2-1191', 'r2-247', 'r2-1192'],
    webkitgtk: ['r3-368', 'r3-667', 'r3-1206'],
  },
  'DV-28': {
    chromium: ['r1-575', 'r1-4443', 'r1-4192'],
    firefox: ['r2-371', 'r2-950', 'r2-356'],
    webkitgtk: ['r3-823', 'r3-1239', 'r3-839'],
  },
  'DV-30': {
    chromium: ['r1-91', 'r1-4061', 'r1-4086'],
    firefox: ['r2-375', 'r2-1271', 'r2-481'],
    webkitgtk: ['r3-682', 'r3-988', 'r3-509'],
  },
  'DV-31': {
    chromium: ['r1-4256', 'r1-4340', 'r1-1193'],
    firefox: ['r2-333', 'r2-813', 'r2-1107'],
    webkitgtk: ['r3-798', 'r3-20', 'r3-394'],
  },
  'DV-32': {
    chromium: ['r1-1524', 'r1-4374', 'r1-635'],
    firefox: ['r2-981', 'r2-846', 'r2-1081'],
    webkitgtk: ['r3-25', 'r3-903', 'r3-190'],
  },
  'DV-33': {
    chromium: ['r1-3181', 'r1-1455', 'r1-1167'],
    firefox: ['r2-1164', 'r2-733', 'r2-609'],
    webkitgtk: ['r3-1320', 'r3-1222', 'r3-1064'],
  },
  'DV-34': {
    chromium: ['r1-2791', 'r1-4526', 'r1-3526'],
    firefox: ['r2-734', 'r2-1220', 'r2-1139'],
    webkitgtk: ['r3-187', 'r3-395', 'r3-359'],
  },
  'DV-35': {
    chromium: ['r1-3385', 'r1-1334', 'r1-4375'],
    firefox: ['r2-121', 'r2-184', 'r2-980'],
    webkitgtk: ['r3-104', 'r3-923', 'r3-258'],
  },
  'DV-36': {
    chromium: ['r1-411', 'r1-2976', 'r1-861'],
    firefox: ['r2-1258', 'r2-1095', 'r2-235'],
    webkitgtk: ['r3-1436', 'r3-228', 'r3-437'],
  },
  'DV-37': {
    chromium: ['r1-4009', 'r1-4053', 'r1-4276'],
    firefox: ['r2-246', 'r2-328', 'r2-1185'],
    webkitgtk: ['r3-597', 'r3-1180', 'r3-655'],
  },
  'DV-38': {
    chromium: ['r1-2044', 'r1-5147', 'r1-1575'],
    firefox: ['r2-466', 'r2-698', 'r2-1273'],
    webkitgtk: ['r3-490', 'r3-1012', 'r3-605'],
  },
  'DV-39': {
    chromium: ['r1-2768', 'r1-2232', 'r1-526'],
    firefox: ['r2-108', 'r2-539', 'r2-598'],
    webkitgtk: ['r3-398', 'r3-1261', 'r3-1282'],
  },
  'DV-40': {
    chromium: ['r1-2676', 'r1-1455', 'r1-878'],
    firefox: ['r2-790', 'r2-586', 'r2-742'],
    webkitgtk: ['r3-786', 'r3-415', 'r3-64'],
  },
  'DV-41': {
    chromium: ['r1-1455', 'r1-4219', 'r1-878'],
    firefox: ['r2-790', 'r2-756', 'r2-849'],
    webkitgtk: ['r3-786', 'r3-415', 'r3-1222'],
  },
  'DV-42': {
    chromium: ['r1-2044', 'r1-1575', 'r1-4060'],
    firefox: ['r2-466', 'r2-698', 'r2-1273'],
    webkitgtk: ['r3-490', 'r3-1012', 'r3-441'],
  },
  'DV-43': {
    chromium: ['r1-520', 'r1-4011', 'r1-576'],
    firefox: ['r2-199', 'r2-1023', 'r2-807'],
    webkitgtk: ['r3-1069', 'r3-177', 'r3-780'],
  },
  'DV-44': {
    chromium: ['r1-1137', 'r1-2666', 'r1-3955'],
    firefox: ['r2-1268', 'r2-1258', 'r2-1241'],
    webkitgtk: ['r3-230', 'r3-1436', 'r3-110'],
  },
  'DV-45': {
    chromium: ['r1-1137', 'r1-2666', 'r1-1218'],
    firefox: ['r2-1268', 'r2-1241', 'r2-677'],
    webkitgtk: ['r3-230', 'r3-1222', 'r3-695'],
  },
  'DV-46': {
    chromium: ['r1-263', 'r1-4842', 'r1-3453'],
    firefox: ['r2-1150', 'r2-760', 'r2-240'],
    webkitgtk: ['r3-986', 'r3-723', 'r3-1053'],
  },
  'DV-47': {
    chromium: ['r1-3771', 'r1-4564', 'r1-2830'],
    firefox: ['r2-760', 'r2-240', 'r2-991'],
    webkitgtk: ['r3-723', 'r3-1053', 'r3-582'],
  },
  'DV-48': {
    chromium: ['r1-2637', 'r1-2968', 'r1-3064'],
    firefox: ['r2-43', 'r2-1010'],
    webkitgtk: ['r3-985', 'r3-1287', 'r3-604'],
  },
  'DV-49': {
    chromium: ['r1-3317', 'r1-1637', 'r1-1234'],
    firefox: ['r2-294', 'r2-124', 'r2-503'],
    webkitgtk: ['r3-958', 'r3-469', 'r3-296'],
  },
  'DV-50': {
    chromium: ['r1-263', 'r1-4842', 'r1-3453'],
    firefox: ['r2-1150', 'r2-864', 'r2-449'],
    webkitgtk: ['r3-986', 'r3-833', 'r3-59'],
  },
  'DV-51': {
    chromium: ['r1-681', 'r1-4887', 'r1-1604'],
    webkitgtk: ['r3-117', 'r3-1178'],
  },
  'DV-52': {
    chromium: ['r1-3077', 'r1-3850', 'r1-2074'],
    firefox: ['r2-108'],
    webkitgtk: ['r3-1282', 'r3-561', 'r3-1378'],
  },
  'DV-55': {
    chromium: ['r1-3317', 'r1-1637', 'r1-2762'],
    firefox: ['r2-1028', 'r2-1008', 'r2-723'],
    webkitgtk: ['r3-469', 'r3-814', 'r3-350'],
  },
  'DV-56': {
    chromium: ['r1-3994', 'r1-1970', 'r1-1826'],
    firefox: ['r2-294', 'r2-146', 'r2-426'],
    webkitgtk: ['r3-1232', 'r3-7', 'r3-577'],
  },
  'DV-57': {
    chromium: ['r1-393', 'r1-2133', 'r1-2385'],
    firefox: ['r2-670', 'r2-995', 'r2-60'],
    webkitgtk: ['r3-253', 'r3-769', 'r3-1401'],
  },
  'DV-58': {
    chromium: ['r1-3195', 'r1-3129', 'r1-1570'],
    firefox: ['r2-366', 'r2-417', 'r2-684'],
    webkitgtk: ['r3-714', 'r3-741', 'r3-79'],
  },
  'DV-59': {
    firefox: ['r2-151'],
  },
  'DV-60': {
    chromium: ['r1-404', 'r1-2262', 'r1-4582'],
    firefox: ['r2-586', 'r2-1172', 'r2-142'],
    webkitgtk: ['r3-1057'],
  },
  'DV-61': {
    chromium: ['r1-404', 'r1-3510', 'r1-2262'],
    firefox: ['r2-731', 'r2-305', 'r2-953'],
    webkitgtk: ['r3-1222', 'r3-859', 'r3-868'],
  },
  'DV-62': {
    chromium: ['r1-3243', 'r1-3348', 'r1-4108'],
    firefox: ['r2-201', 'r2-648', 'r2-66'],
    webkitgtk: ['r3-1146', 'r3-729', 'r3-46'],
  },
  'DV-63': {
    chromium: ['r1-2795', 'r1-3324', 'r1-2046'],
    webkitgtk: ['r3-984'],
  },
  'DV-64': {
    chromium: ['r1-98', 'r1-1154'],
  },
  'DV-65': {
    chromium: ['r1-3385', 'r1-1838', 'r1-1334'],
    firefox: ['r2-121', 'r2-1210', 'r2-1090'],
    webkitgtk: ['r3-104', 'r3-923', 'r3-82'],
  },
  'DV-66': {
    chromium: ['r1-558', 'r1-1970', 'r1-681'],
    firefox: ['r2-146', 'r2-1048', 'r2-511'],
    webkitgtk: ['r3-253', 'r3-1424', 'r3-72'],
  },
  'DV-67': {
    chromium: ['r1-492', 'r1-983', 'r1-1998'],
  },
  'DV-68': {
    chromium: ['r1-3844', 'r1-224', 'r1-3528'],
    firefox: ['r2-569'],
    webkitgtk: ['r3-935', 'r3-184', 'r3-291'],
  },
  'DV-69': {
    chromium: ['r1-3844', 'r1-224', 'r1-3528'],
    webkitgtk: ['r3-582', 'r3-259', 'r3-965'],
  },
  'DV-70': {
    firefox: ['r2-850'],
  },
  'DV-71': {
    chromium: ['r1-4381'],
    firefox: ['r2-1070'],
  },
  'DV-72': {
    chromium: ['r1-844', 'r1-5015', 'r1-4881'],
    firefox: ['r2-588', 'r2-684', 'r2-1056'],
    webkitgtk: ['r3-1140', 'r3-966', 'r3-466'],
  },
  'DV-73': {
    chromium: ['r1-1184', 'r1-750', 'r1-1351'],
    firefox: ['r2-146'],
    webkitgtk: ['r3-149', 'r3-1051', 'r3-841'],
  },
  'DV-74': {
    chromium: ['r1-3832', 'r1-2271', 'r1-443'],
    firefox: ['r2-25', 'r2-776', 'r2-1079'],
    webkitgtk: ['r3-83', 'r3-1322', 'r3-641'],
  },
  'DV-75': {
    chromium: ['r1-205', 'r1-964', 'r1-4421'],
    firefox: ['r2-1154', 'r2-601', 'r2-194'],
    webkitgtk: ['r3-19', 'r3-243', 'r3-1414'],
  },
  'DV-76': {
    chromium: ['r1-4178', 'r1-1446', 'r1-5102'],
    webkitgtk: ['r3-923'],
  },
  'DV-77': {
    chromium: ['r1-3421'],
    firefox: ['r2-157'],
    webkitgtk: ['r3-783'],
  },
  'DV-78': {
    chromium: ['r1-2494', 'r1-702', 'r1-3545'],
    firefox: ['r2-196', 'r2-55', 'r2-128'],
    webkitgtk: ['r3-1069', 'r3-820', 'r3-25'],
  },
  'DV-79': {
    chromium: ['r1-1426', 'r1-4278'],
  },
  'DV-81': {
    chromium: ['r1-2655', 'r1-399', 'r1-3151'],
    firefox: ['r2-529', 'r2-486', 'r2-1212'],
    webkitgtk: ['r3-60', 'r3-1228', 'r3-150'],
  },
  'DV-82': {
    chromium: ['r1-1216', 'r1-3830', 'r1-3629'],
    firefox: ['r2-611', 'r2-510'],
  },
  'DV-83': {
    chromium: ['r1-3695'],
    webkitgtk: ['r3-443'],
  },
  'DV-84': {
    chromium: ['r1-2623', 'r1-3678', 'r1-307'],
    firefox: ['r2-570', 'r2-164'],
    webkitgtk: ['r3-346'],
  },
  'DV-85': {
    chromium: ['r1-2204', 'r1-765', 'r1-1719'],
    firefox: ['r2-494', 'r2-835'],
    webkitgtk: ['r3-695', 'r3-1306', 'r3-516'],
  },
  'DV-86': {
    webkitgtk: ['r3-104', 'r3-923', 'r3-82'],
  },
  'DV-87': {
    chromium: ['r1-3750', 'r1-4632', 'r1-4186'],
    firefox: ['r2-762', 'r2-688', 'r2-796'],
    webkitgtk: ['r3-211', 'r3-731', 'r3-517'],
  },
  'DV-88': {
    chromium: ['r1-39', 'r1-522', 'r1-4348'],
    firefox: ['r2-131', 'r2-1022', 'r2-935'],
    webkitgtk: ['r3-1082', 'r3-680', 'r3-956'],
  },
  'DV-89': {
    chromium: ['r1-2100', 'r1-549', 'r1-2875'],
    firefox: ['r2-731'],
    webkitgtk: ['r3-732', 'r3-347', 'r3-1252'],
  },
  'DV-90': {
    chromium: ['r1-4359', 'r1-904', 'r1-1946'],
    firefox: ['r2-1042', 'r2-1138', 'r2-433'],
    webkitgtk: ['r3-834', 'r3-509'],
  },
  'DV-91': {
    chromium: ['r1-2024', 'r1-3231', 'r1-3709'],
  },
  'DV-92': {
    chromium: ['r1-1578', 'r1-385', 'r1-1259'],
    firefox: ['r2-410', 'r2-615'],
    webkitgtk: ['r3-651', 'r3-856'],
  },
  'DV-93': {
    chromium: ['r1-1707', 'r1-4414', 'r1-1308'],
    firefox: ['r2-1157', 'r2-682'],
    webkitgtk: ['r3-1180', 'r3-593'],
  },
  'DV-94': {
    webkitgtk: ['r3-182', 'r3-366'],
  },
  'DV-95': {
    chromium: ['r1-1488', 'r1-339', 'r1-4388'],
    firefox: ['r2-146', 'r2-261', 'r2-765'],
    webkitgtk: ['r3-350', 'r3-760'],
  },
  'DV-97': {
    firefox: ['r2-1000'],
    webkitgtk: ['r3-454'],
  },
  'DV-98': {
    chromium: ['r1-832'],
    firefox: ['r2-331'],
  },
  'DV-99': {
    chromium: ['r1-2916', 'r1-499', 'r1-1678'],
    firefox: ['r2-1061', 'r2-859', 'r2-1173'],
    webkitgtk: ['r3-920', 'r3-1285', 'r3-501'],
  },
  'DV-96': {
    firefox: ['r2-223'],
    webkitgtk: ['r3-549', 'r3-656', 'r3-310'],
  },
}
